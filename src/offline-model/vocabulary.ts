/** What a clause of a prompt wants, as far as its verb tells. */
export type Intent = 'write' | 'append' | 'update' | 'replace' | 'read' | 'list' | 'refused';

const words = (list: string) => list.split(' ');

const verbs: Readonly<Record<Intent, readonly string[]>> = {
  write: words(
    'create write save put make store draft generate compose set touch new fill prepare produce echo type drop stick enter place call name come',
  ),
  // Keeping something must never cost what is there already.
  append: words('add append insert note remember jot log record prepend keep tack extend include'),
  update: words('update change edit modify rewrite'),
  replace: words('replace overwrite substitute swap'),
  read: words(
    'read open cat print show display view see give tell get output dump fetch look recite pull more head tail grab check remind quote',
  ),
  list: words('list ls dir tree enumerate'),
  refused: words(
    'delete remove erase rename move mv rm copy cp duplicate fix improve summarise summarize translate explain ' +
      'refactor format sort merge compare search find grep run execute compile download upload send email ' +
      'clean reformat correct proofread clear empty wipe undo revert convert count encrypt zip share publish',
  ),
};

const intents = new Map<string, Intent>();
const gerunds = new Map<string, Intent>();
for (const intent of Object.keys(verbs) as Intent[]) {
  for (const verb of verbs[intent]) {
    intents.set(verb, intent);
    for (const stem of [verb, verb.replace(/e$/, ''), `${verb}${verb.slice(-1)}`]) {
      gerunds.set(`${stem}ing`, intent);
    }
  }
}

export function intentOf(word: string): Intent | undefined {
  return intents.get(word);
}

/** `creating` behind "mind", "by" or "start". */
export function intentOfGerund(word: string, before: string | undefined): Intent | undefined {
  return before !== undefined && gerundOpeners.has(before) ? gerunds.get(word) : undefined;
}

const gerundOpeners = new Set(words('by mind about begin start try appreciate and then after'));

/** Words that lead up to a request and say nothing of it. */
export const leadIns = new Set(
  words(
    'please pls plz u got know wonder plese pleas plase kindly then next now first firstly second secondly third thirdly finally lastly last afterwards ' +
      'afterward after also and ok okay alright hey hi hello dear just so well can could would will may might should ' +
      "must you i we like want need wanna gotta to let lets let's us me help go ahead be kind as do is it it'd " +
      "great nice possible i'd i'll you'd that thing by mind about begin start try once done finished ready step " +
      'sure quickly simply again too all right in turn additionally furthermore plus wondering was appreciate ' +
      "that's thanks task your is: this only here have 👋 for",
  ),
);

/** What makes "I" or "we" the beginning of a request rather than a story. */
export const modals = new Set(
  words(
    "want need would like can could wanna gotta have must should may might 'd was wondering will",
  ),
);

export const negations = new Set(
  words("don't dont not never cannot can't cant won't didn't without avoid stop doesn't shouldn't"),
);
export const conditions = new Set(
  words('if unless when whenever suppose assuming whether provided'),
);
/** "if you could" is a courtesy, no condition. */
export const courtesies = new Set(words("could can would don't may please like wouldn't mind"));

const pleasantries = new Set(
  words(
    'thanks thank thx cheers you very so much a lot in advance please pls plz hi hello hey there good morning afternoon ' +
      'evening . ! , \n',
  ),
);
/** "Hello!" and "Thanks a lot." ask for nothing. */
export const isPleasantry = (part: readonly { readonly lower: string }[]): boolean =>
  part.every(({ lower }) => pleasantries.has(lower));

export const pronouns = new Set(words('it them that this both those these'));
export const prepositions = new Set(
  words('to in into as inside onto at under on within called named > >> -> => →'),
);
/** Between a preposition or verb and the name of a file. */
export const nameFillers = new Set(
  words(
    'the my a an new text markdown md plain file note document called named existing end bottom top beginning start ' +
      'list content contents of me us up out down this following and it to in inside into both files our also empty ' +
      'blank here json csv yaml txt with name titled path same small simple short folder directory',
  ),
);
/** "the whole thing", "the poem": what was just spoken of. */
export const referringNouns = new Set(
  words('there thing whole result full poem haiku story note text content contents output'),
);
export const filesNouns = new Set(words('file files'));
export const listNouns = new Set(
  words(
    'file files folder folders directory directories contents everything all workspace documents notes',
  ),
);
export const universal = new Set(words('all every each everything'));

const counts: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  couple: 2,
  three: 3,
  few: 3,
  several: 3,
  some: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  dozen: 12,
  twenty: 20,
};

/** The number that a word stands for, if it does. */
export function countOf(word: string): number | undefined {
  if (/^[0-9]{1,3}$/.test(word)) return Number(word);
  return Object.hasOwn(counts, word) ? counts[word] : undefined;
}
