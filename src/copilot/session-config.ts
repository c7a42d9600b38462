import type { Tool as SdkTool, SessionConfig } from '@github/copilot-sdk';
import { runTool, type Tool } from '../files/tools/tool.ts';
import type { ModelSource } from './model-source.ts';

/** Replaces the runtime's own 6 kB of instructions, which speak of a shell and of the host's files. */
export const instructions = [
  "You work for one user of a shared service. The user's files live in a virtual file system",
  'that only your tools can reach; paths are relative, with "/" between folders. There is no shell, no network and',
  'no other disk. Nothing is remembered between prompts but what is in these files: look there before you say that',
  'you do not know. Answer briefly, in Markdown.',
].join('\n');

/**
 * A tool of ours as the SDK wants it. `overridesBuiltInTool` is what keeps it ours: without it the runtime serves a
 * tool named `read_file` itself, from the host's disk, and never calls the handler (seen with runtime 1.0.85 and
 * Copilot CLI 1.0.102).
 */
function asSdkTool(tool: Tool, onCall: SessionNeeds['onToolCall']): SdkTool {
  return {
    name: tool.name,
    description: tool.description,
    parameters: tool.parameters,
    overridesBuiltInTool: true,
    // It reaches nothing but the user's own files: there is no one to ask.
    skipPermission: true,
    defer: 'never',
    handler: async (args: unknown, { toolCallId }) => {
      onCall(toolCallId);
      const { ok, text, fault } = await runTool(tool, args);
      if (fault !== undefined) onCall(toolCallId, faultText(fault));
      return { resultType: ok ? 'success' : 'failure', textResultForLlm: text };
    },
  };
}

const faultText = (fault: unknown) => (fault instanceof Error ? fault.message : String(fault));

/** What a session is made with. */
export interface SessionNeeds {
  readonly source: ModelSource;
  /** All that the model may call. */
  readonly tools: readonly Tool[];
  /** An empty private folder: the runtime's own readers, if one should get through, find nothing there. */
  readonly work: string;
  /** Told the id of each call that reaches one of our tools, and again with what went wrong inside it, if it did. */
  readonly onToolCall: (call: string, fault?: string) => void;
}

/** The configuration of an ephemeral session: our tools, and nothing else of the runtime's or the host's. */
export function sessionConfig({ source, tools, work, onToolCall }: SessionNeeds): SessionConfig {
  return {
    ...source.session,
    clientName: 'multiuser-repl',
    streaming: true,
    workingDirectory: work,
    systemMessage: { mode: 'replace', content: instructions },
    tools: tools.map((tool) => asSdkTool(tool, onToolCall)),
    // By name: the bundled runtime never filters custom tools, Copilot CLI does and takes [] as "none at all".
    availableTools: tools.map((tool) => `custom:${tool.name}`),
    // Nothing here needs a permission, so whatever asks for one is nothing of ours.
    onPermissionRequest: () => ({ kind: 'reject' }),
    infiniteSessions: { enabled: false },
    disabledMcpServers: ['github-mcp-server'],
    skipCustomInstructions: true,
  };
}
