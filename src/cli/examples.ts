/** What help ends with, and the manual page too. */
export const examples = `
Examples:
  multiuser-repl                            explore by hand
  multiuser-repl -p 'Create a.md saying hi' one prompt, then leave
  multiuser-repl verify                     see the pattern's promises checked
  multiuser-repl play short-lived           see them on the screen
  multiuser-repl --log-file repl.log        keep what happens, for later
  eval "$(multiuser-repl completion bash)"  complete options in this shell

Batch mode reads lines from standard input: a prompt, or a slash command such as
"/as alice/C2 List my files" or "/all What can you see?".

Tokens and keys come from the environment only: COPILOT_GITHUB_TOKEN, GH_TOKEN or GITHUB_TOKEN
for GitHub Copilot; COPILOT_PROVIDER_BASE_URL, COPILOT_PROVIDER_API_KEY for a provider of your
own; COPILOT_CONNECTION_TOKEN for --server. Without any, the built-in offline model answers.`;
