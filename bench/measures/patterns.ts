import { setTimeout as wait } from 'node:timers/promises';
import type { Measure } from '../figures.ts';
import {
  type EachPattern,
  type Figures,
  patternPanels,
  patternRows,
  patternTable,
} from '../report/patterns.ts';
import { type Model, startModel } from '../support/model.ts';
import { type Pattern, startOurPattern, startSdkPattern } from '../support/patterns.ts';
import { inTurns } from '../support/rounds.ts';
import { type Kept, keptOf, residentMemory } from '../support/runtimes.ts';
import { notePrompt } from '../support/texts.ts';

/** A word that only users say here. */
const mark = `said-${process.pid}-here`;

const names = ['ours', 'shared', 'own', 'ownFresh'] as const;
type Name = keyof EachPattern<unknown>;

const eachPattern = <Value>(value: (name: Name) => Value): EachPattern<Value> => ({
  ours: value('ours'),
  shared: value('shared'),
  own: value('own'),
  ownFresh: value('ownFresh'),
});

const nothing: Kept = { bytes: 0, files: 0 };

const createFigures = (): Figures => ({
  ready: [],
  answered: [],
  session: [],
  sent: [],
  memory: [],
  kept: { idle: nothing, killed: nothing, ended: nothing },
  recovered: [],
  resumed: [],
});

async function startAll(model: Model): Promise<EachPattern<Pattern>> {
  return {
    ours: await startOurPattern(model),
    shared: startSdkPattern(model, { runtime: 'shared', session: 'long' }),
    own: startSdkPattern(model, { runtime: 'own', session: 'long' }),
    ownFresh: startSdkPattern(model, { runtime: 'own', session: 'fresh' }),
  };
}

/** Many users served in four ways at once: each of them prompts again and again, one after the other. */
export const measurePatterns: Measure = async (run) => {
  const { quick, progress } = run;
  const users = Array.from({ length: quick ? 2 : 20 }, (_, index) => `user${index + 1}`);
  const prompts = quick ? 3 : 30;
  const model = await startModel();
  const patterns = await startAll(model);
  const figures = eachPattern(createFigures);

  /** One prompt, and what the model is sent for it. */
  async function promptAs(name: Name, user: string, number: number) {
    const before = await model.received();
    const taken = await patterns[name].prompt(user, notePrompt(number, mark));
    return { ...taken, sent: (await model.received()) - before };
  }

  progress('warming up');
  for (const name of names) {
    for (let round = 0; round < (quick ? 1 : 5); round++) {
      await patterns[name].prompt('warm', notePrompt(1, 'warm'));
    }
    await patterns[name].leave('warm');
  }

  for (let number = 1; number <= prompts; number++) {
    const turn = { ...eachPattern(() => 0) };
    const sent = eachPattern((): number[] => []);
    const answered = await inTurns(
      users.length,
      eachPattern((name) => async () => {
        const taken = await promptAs(name, users[turn[name]++] ?? '', number);
        sent[name].push(taken.sent);
        (number === 1 ? figures[name].ready : figures[name].session).push(taken.ready);
        return taken.answered;
      }),
      { quick, progress: (text) => progress(`prompt ${number} of ${prompts}, ${text}`) },
    );
    for (const name of names) {
      figures[name].answered.push(answered[name]);
      figures[name].sent.push(sent[name]);
      figures[name].memory.push(residentMemory(patterns[name].runtimes()));
    }
  }
  // A runtime that was just replaced ends meanwhile.
  await wait(quick ? 500 : 3_000);

  const foldersOf = (name: Name) => patterns[name].runtimes().map(({ folder }) => folder);
  const folders = eachPattern(foldersOf);
  for (const name of names) {
    figures[name].memory.push(residentMemory(patterns[name].runtimes()));
    // Looking nowhere would find nothing.
    if (folders[name].length === 0) throw new Error(`no runtime of ${name} was found`);
    figures[name].kept.idle = keptOf(folders[name], mark);
  }

  const [first = ''] = users;
  const recovered = await inTurns(
    quick ? 1 : 4,
    eachPattern((name) => async () => {
      const { kept, resumed } = figures[name];
      const started = performance.now();
      await patterns[name].kill(first);
      const killed = performance.now() - started;
      kept.killed = keptOf(folders[name], mark);
      const { answered, sent } = await promptAs(name, first, prompts);
      resumed.push(sent);
      return killed + answered;
    }),
    run,
  );
  for (const name of names) {
    figures[name].recovered.push(...recovered[name]);
    const all = [...new Set([...folders[name], ...foldersOf(name)])];
    await patterns[name].stop();
    figures[name].kept.ended = keptOf(all, mark);
  }
  model.stop();
  return {
    rows: patternRows(figures, users.length),
    panels: patternPanels(figures, users.length),
    details: [patternTable(figures, users.length)],
  };
};
