/** A longer prompt is no question; the pattern takes time that grows with the square of the length. */
const longestQuestion = 300;

/** Asks for what was said, or for something that only the user can have told. */
const asksForMemory =
  /\b(?:what|which|who|when|where|do you|can you|remind|tell)\b[^.!\n]*\b(?:i (?:say|said|tell|told|ask|asked)|(?:is|are|was|were) my|remember|know about me)\b/i;

const quoted = (text: string) => `> ${text.slice(0, 500).replace(/\s+/g, ' ')}`;

/**
 * What the model knows of earlier prompts, where it is asked for that and nothing else: what the request itself
 * holds of its conversation. Undefined where it is asked for something else.
 */
export function recall(prompt: string, earlier: readonly string[]): string | undefined {
  if (prompt.length > longestQuestion || !asksForMemory.test(prompt)) return undefined;
  if (earlier.length > 0) {
    return ['In this session you said before:', ...earlier.slice(-20).map(quoted)].join('\n\n');
  }
  return (
    'I do not know: this session began with your prompt, and I remember no other. What is to last belongs in a file: ' +
    '`Create notes.md saying "tea at four"`.'
  );
}
