import { Argument } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { outline } from '../outline/outline.ts';
import type { shells } from '../outline/values.ts';
import { addCommand, type Registration } from '../registration.ts';

const makers = {
  bash: async () => (await import('../outline/bash.ts')).bashCompletion,
  zsh: async () => (await import('../outline/zsh.ts')).zshCompletion,
  fish: async () => (await import('../outline/fish.ts')).fishCompletion,
} satisfies Record<(typeof shells)[number], unknown>;

export function addCompletion(registration: Registration): void {
  const { program, io, end } = registration;
  addCommand(registration, 'completion')
    .description('print a script that completes commands and options in your shell')
    .addArgument(new Argument('<shell>', 'bash, zsh or fish').choices(Object.keys(makers)))
    .allowExcessArguments(false)
    .action(async (shell: keyof typeof makers) => {
      const make = await makers[shell]();
      io.stdout.write(make(outline(program)));
      end(exitCodes.done);
    });
}
