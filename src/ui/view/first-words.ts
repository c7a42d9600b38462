import type { ScreenEvent } from '../../screen/reduce.ts';

/**
 * Tells, once for each request, the event that brings the first words of its answer: what somebody waits for who has just
 * sent a prompt. Is to be asked about every event, in order.
 */
export function createFirstWords(): (event: ScreenEvent) => boolean {
  const awaited = new Set<string>();
  return (event) => {
    switch (event.type) {
      case 'request.submitted':
        awaited.add(event.request);
        return false;
      case 'answer.delta':
        return awaited.delete(event.request);
      case 'request.completed':
      case 'request.failed':
      case 'request.cancelled':
        awaited.delete(event.request);
        return false;
      default:
        return false;
    }
  };
}
