import type { Measure } from './figures.ts';

/** By name, in the order in which they run; each is loaded in a process of its own. */
export const measures: Readonly<Record<string, () => Promise<Measure>>> = {
  request: async () => (await import('./measures/request.ts')).measureRequest,
  phases: async () => (await import('./measures/phases.ts')).measurePhases,
  'first-token': async () => (await import('./measures/first-token.ts')).measureFirstToken,
  clients: async () => (await import('./measures/clients.ts')).measureClients,
  patterns: async () => (await import('./measures/patterns.ts')).measurePatterns,
  growth: async () => (await import('./measures/growth.ts')).measureGrowth,
  frame: async () => (await import('./measures/frame.tsx')).measureFrame,
  keys: async () => (await import('./measures/keys.ts')).measureKeys,
  start: async () => (await import('./measures/start.ts')).measureStart,
  idle: async () => (await import('./measures/idle.ts')).measureIdle,
  stream: async () => (await import('./measures/stream.ts')).measureStream,
  'long-answer': async () => (await import('./measures/long-answer.ts')).measureLongAnswer,
  memory: async () => (await import('./measures/memory.ts')).measureMemory200,
};
