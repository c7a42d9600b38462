import { examples } from '../examples.ts';
import { exitCodes } from '../exit-codes.ts';
import { outline } from '../outline/outline.ts';
import { addCommand, type Registration } from '../registration.ts';
import { programVersion } from '../version.ts';

export function addMan(registration: Registration): void {
  const { program, io, end } = registration;
  addCommand(registration, 'man')
    .description('print the manual page: multiuser-repl man | man -l -')
    .allowExcessArguments(false)
    .action(async () => {
      const { manPage } = await import('../outline/man.ts');
      io.stdout.write(manPage(outline(program), programVersion, examples));
      end(exitCodes.done);
    });
}
