/** A scenario of which two steps fail: what is expected, and what is waited for. */
export const ownScenario = `
title: a play of its own
users: [alice, bob]
steps:
  - say: A note is written, and what is expected is wrong.
  - { as: C1, prompt: 'Create a.md saying "tea"', expect: { answer: { holds: coffee } } }
  - { wait: server.lost, deadline: 1 }
  - { as: C2, prompt: List my files }
`;
