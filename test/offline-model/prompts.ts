import type { PromptCase } from './prompt-case.ts';

const notes = { 'notes.md': 'tea at four' };
const [read, write, list] = ['read_file', 'write_file', 'list_files'];
const introduces = [/offline model/i, /not an AI/, /Create notes\.md/];
const fence = '```';

/** Written together with the planner. */
export const prompts: readonly PromptCase[] = [
  // Content in quotes.
  {
    prompt: 'Create notes.md saying "tea at four"',
    tools: [write],
    after: { 'notes.md': 'tea at four' },
    answer: ['notes.md'],
  },
  { prompt: "create todo.txt with 'milk'", tools: [write], after: { 'todo.txt': 'milk' } },
  { prompt: 'Write `x = 1` to src/a.py.', tools: [write], after: { 'src/a.py': 'x = 1' } },
  {
    prompt: 'Save “tea, then cake and notes.md” in plan.md',
    tools: [write],
    after: { 'plan.md': 'tea, then cake and notes.md' },
  },
  {
    prompt: 'put «bonjour» into fr/salut.txt please',
    tools: [write],
    after: { 'fr/salut.txt': 'bonjour' },
  },
  {
    prompt: 'Could you please store "a\nb; then list files" as "my notes.md"?',
    tools: [write],
    after: { 'my notes.md': 'a\nb; then list files' },
  },
  { prompt: 'CREATE NOTES.MD SAYING "LOUD"', tools: [write], after: { 'NOTES.MD': 'LOUD' } },
  { prompt: 'make a new file called ideas with "one"', tools: [write], after: { ideas: 'one' } },
  { prompt: 'create .env with "A=1"', tools: [write], after: { '.env': 'A=1' } },
  {
    prompt: 'Create a file named Übung/日記.md containing "猫が好き"',
    tools: [write],
    after: { 'Übung/日記.md': '猫が好き' },
  },
  {
    prompt: 'Create a.md with "don\'t stop" and b.md with "it\'s fine"',
    tools: [write, write],
    after: { 'a.md': "don't stop", 'b.md': "it's fine" },
  },
  {
    prompt: 'write "same" to a.md and b.md',
    tools: [write, write],
    after: { 'a.md': 'same', 'b.md': 'same' },
  },
  { prompt: 'create an empty file docs/empty.md', tools: [write], after: { 'docs/empty.md': '' } },
  {
    prompt: 'create @notes.md with "say \\"hi\\" twice"',
    tools: [write],
    after: { 'notes.md': 'say "hi" twice' },
  },
  {
    prompt: 'Overwrite notes.md with "new"',
    files: notes,
    tools: [write],
    after: { 'notes.md': 'new' },
  },
  // Content without quotes.
  {
    prompt: 'write hello world to hello.txt',
    tools: [write],
    after: { 'hello.txt': 'hello world' },
  },
  {
    prompt: 'Create notes.md: buy milk and eggs',
    tools: [write],
    after: { 'notes.md': 'buy milk and eggs' },
  },
  {
    prompt: 'Save to log.txt: one\ntwo\n\nthree',
    tools: [write],
    after: { 'log.txt': 'one\ntwo\n\nthree' },
  },
  {
    prompt: 'Create todo.md:\n- read a book\n- call mom and list the guests',
    tools: [write],
    after: { 'todo.md': '- read a book\n- call mom and list the guests' },
  },
  {
    prompt: 'create notes.md saying hi, then read it back',
    tools: [write, read],
    after: { 'notes.md': 'hi' },
    answer: ['hi'],
  },
  {
    prompt: 'Create notes.md saying Tea at four. Bring cups. Then list my files.',
    tools: [write, list],
    after: { 'notes.md': 'Tea at four. Bring cups.' },
  },
  { prompt: 'notes.md:hello', tools: [], after: {}, answer: introduces },
  {
    prompt: 'Create two files:\n- a.md: hello\n- b.md: world',
    tools: [write, write],
    after: { 'a.md': 'hello', 'b.md': 'world' },
  },
  {
    prompt: 'Save this as greeting.txt\n\nDear all,\nhello.',
    tools: [write],
    after: { 'greeting.txt': 'Dear all,\nhello.' },
  },
  {
    prompt: 'In the notes folder, create a.md with "x"',
    tools: [write],
    after: { 'notes/a.md': 'x' },
  },
  {
    prompt: 'save "x" as b.md in docs/ and show me b.md from the docs folder',
    tools: [write, read],
    after: { 'docs/b.md': 'x' },
    answer: ['x'],
  },
  {
    prompt: 'make me a shopping list in shopping.md with milk, eggs and bread',
    tools: [write],
    after: { 'shopping.md': /- milk\n- eggs\n- bread/ },
  },
  {
    prompt: 'Create a poem about the sea, save it in sea.md and then show me the poem',
    tools: [write, read],
    after: { 'sea.md': /the sea/ },
  },
  {
    prompt: 'Create three files a.md, b.md and c.md, each containing "x"',
    tools: [write, write, write],
    after: { 'a.md': 'x', 'b.md': 'x', 'c.md': 'x' },
  },
  {
    prompt: 'create a.md ("one") and b.md ("two")',
    tools: [write, write],
    after: { 'a.md': 'one', 'b.md': 'two' },
  },
  {
    prompt: 'echo hi >> todo.txt',
    files: { 'todo.txt': 'eggs' },
    tools: [read, write],
    after: { 'todo.txt': 'eggs\nhi' },
  },
  {
    prompt: 'I need a file called plan.md that says "go"',
    tools: [write],
    after: { 'plan.md': 'go' },
  },
  {
    prompt: 'update todo.txt by adding milk',
    files: { 'todo.txt': 'eggs' },
    tools: [read, write],
    after: { 'todo.txt': 'eggs\nmilk' },
  },
  {
    prompt: 'create report.md with this content:\n# Report\n\nAll good.\n\nThen read report.md',
    tools: [write, read],
    after: { 'report.md': '# Report\n\nAll good.' },
  },
  {
    prompt: 'create docs/x.md with "1", docs/y.md with "2" and list docs',
    tools: [write, write, list],
    after: { 'docs/x.md': '1', 'docs/y.md': '2' },
  },
  {
    prompt: 'can u create a.txt that says hello there',
    tools: [write],
    after: { 'a.txt': 'hello there' },
  },
  {
    prompt: 'notes.md should contain milk, eggs',
    tools: [write],
    after: { 'notes.md': 'milk, eggs' },
  },
  { prompt: 'Create a.txt\nContent: hello', tools: [write], after: { 'a.txt': 'hello' } },
  {
    prompt: 'Put "cups" at the end of notes.md',
    files: notes,
    tools: [read, write],
    after: { 'notes.md': 'tea at four\ncups' },
  },
  {
    prompt: 'change the word tea to coffee in notes.md',
    files: notes,
    tools: [read, write],
    after: { 'notes.md': 'coffee at four' },
  },
  {
    prompt: 'write a limerick about a cat, call it cat.md',
    tools: [write],
    after: { 'cat.md': /a cat/ },
  },
  {
    prompt: 'Create todo.md with a checklist: milk, eggs',
    tools: [write],
    after: { 'todo.md': /- \[ \] milk\n- \[ \] eggs/ },
  },
  {
    prompt: "I'd like to know what's in notes.md",
    files: notes,
    tools: [read],
    answer: ['tea at four'],
  },
  {
    prompt: 'list everything in docs',
    files: { 'docs/a.md': 'a', 'b.md': 'b' },
    tools: [list],
    answer: ['docs/a.md', /^1 file/],
  },
  // Fences.
  {
    prompt: `Create main.py with\n${fence}python\nprint("hi")\n\nfor x in y:\n    print(x)\n${fence}\nthen read it`,
    tools: [write, read],
    after: { 'main.py': 'print("hi")\n\nfor x in y:\n    print(x)' },
  },
  {
    prompt: `${fence}\nsome text\n${fence}\nSave this to a/b.txt`,
    tools: [write],
    after: { 'a/b.txt': 'some text' },
  },
  {
    prompt: `Write this to x.md:\n\n${fence}${'`'}md\n${fence}\ninner\n${fence}\n${fence}${'`'}`,
    tools: [write],
    after: { 'x.md': `${fence}\ninner\n${fence}` },
  },
  // Described content.
  {
    prompt: 'Create notes.md with three facts about tea',
    tools: [write],
    after: { 'notes.md': /1\. .*tea[\s\S]*2\. .*tea[\s\S]*3\. .*tea[\s\S]*offline model/ },
  },
  {
    prompt: 'write a haiku about rain to poems/rain.md',
    tools: [write],
    after: { 'poems/rain.md': /rain[\s\S]*offline model/ },
  },
  {
    prompt: 'Write a haiku about snow and save it to snow.md.',
    tools: [write],
    after: { 'snow.md': /snow/ },
  },
  {
    prompt: 'make list.md with a todo list with milk, eggs and bread',
    tools: [write],
    after: { 'list.md': /- \[ \] milk\n- \[ \] eggs\n- \[ \] bread/ },
  },
  {
    prompt: 'Create story.txt about a lonely robot',
    tools: [write],
    after: { 'story.txt': /lonely robot/ },
  },
  {
    prompt: 'add two tips on packing to travel.md',
    files: { 'travel.md': '# Travel' },
    tools: [read, write],
    after: { 'travel.md': /^# Travel\n[\s\S]*1\. .*packing[\s\S]*2\. .*packing/ },
  },
  // Adding and changing.
  {
    prompt: 'add milk to todo.md',
    files: { 'todo.md': 'eggs\n' },
    tools: [read, write],
    after: { 'todo.md': 'eggs\nmilk' },
  },
  {
    prompt: 'Append "milk" to todo.md',
    tools: [read, write],
    after: { 'todo.md': 'milk' },
    answer: [/did not exist/],
  },
  {
    prompt: 'add a line to notes.md saying bring cups',
    files: notes,
    tools: [read, write],
    after: { 'notes.md': 'tea at four\nbring cups' },
  },
  {
    prompt: 'add to notes.md: bring cups',
    files: notes,
    tools: [read, write],
    after: { 'notes.md': 'tea at four\nbring cups' },
  },
  {
    prompt: 'in notes.md, add "bring cups"',
    files: notes,
    tools: [read, write],
    after: { 'notes.md': 'tea at four\nbring cups' },
  },
  {
    prompt: 'Remember that the code is 42 in notes.md',
    files: notes,
    tools: [read, write],
    after: { 'notes.md': 'tea at four\nthe code is 42' },
  },
  {
    prompt: 'Update notes.md to say "tea at five"',
    files: notes,
    tools: [write],
    after: { 'notes.md': 'tea at five' },
  },
  {
    prompt: 'replace "four" with "five" in notes.md',
    files: notes,
    tools: [read, write],
    after: { 'notes.md': 'tea at five' },
  },
  {
    prompt: 'change four to five in notes.md and show it',
    files: notes,
    tools: [read, write, read],
    after: { 'notes.md': 'tea at five' },
    answer: ['tea at five'],
  },
  {
    prompt: 'replace "coffee" with "milk" in notes.md',
    files: notes,
    tools: [read],
    after: notes,
    answer: [/does not hold/],
  },
  {
    prompt: 'add "# Plan" to the top of notes.md',
    files: notes,
    tools: [read, write],
    after: { 'notes.md': '# Plan\ntea at four' },
  },
  {
    prompt: 'Create shopping.md with "eggs". Add milk to it. What does it say?',
    tools: [write, read, write, read],
    after: { 'shopping.md': 'eggs\nmilk' },
    answer: [/eggs\nmilk/],
  },
  // Listing.
  { prompt: 'ls', files: notes, tools: [list], after: notes, answer: ['notes.md'] },
  {
    prompt: 'ls docs',
    files: { 'docs/a.md': 'a', 'b.md': 'b' },
    tools: [list],
    answer: ['docs/a.md'],
  },
  { prompt: 'List my files', tools: [list], answer: [/no files/i] },
  { prompt: 'What files do I have?', files: notes, tools: [list], answer: ['notes.md'] },
  {
    prompt: 'which files are in the docs folder',
    files: { 'docs/a.md': 'a' },
    tools: [list],
    answer: ['docs/a.md'],
  },
  {
    prompt: 'Can you show me all files, please?',
    files: notes,
    tools: [list],
    answer: ['notes.md'],
  },
  { prompt: 'do I have any files', tools: [list], answer: [/no files/i] },
  { prompt: 'show me what files are in here', files: notes, tools: [list], answer: ['notes.md'] },
  // Reading.
  { prompt: 'cat notes.md', files: notes, tools: [read], answer: ['tea at four'] },
  { prompt: "What's in notes.md?", files: notes, tools: [read], answer: ['tea at four'] },
  { prompt: 'what does notes.md say', files: notes, tools: [read], answer: ['tea at four'] },
  { prompt: 'Please open "notes.md".', files: notes, tools: [read], answer: ['tea at four'] },
  {
    prompt: 'show me notes.md and b.md',
    files: { ...notes, 'b.md': 'bee' },
    tools: [read, read],
    answer: ['tea at four', 'bee'],
  },
  { prompt: 'print missing.md', tools: [read], answer: [/could not read/i, 'missing.md'] },
  {
    prompt: 'Read every file',
    files: { ...notes, 'b.md': 'bee' },
    tools: [list, read, read],
    answer: ['tea at four', 'bee'],
  },
  { prompt: 'tell me what notes.md says', files: notes, tools: [read], answer: ['tea at four'] },
  {
    prompt: 'read a.md',
    files: { 'a.md': `one\n${fence}\ntwo\n${fence}` },
    tools: [read],
    answer: [/^````$/m, 'two'],
  },
  // Several steps.
  {
    prompt: 'List my files and read notes.md',
    files: notes,
    tools: [list, read],
    answer: ['notes.md', 'tea at four'],
  },
  {
    prompt: '1. Create a.md saying "x"\n2. Append "y" to a.md\n3. Read a.md\n4. List files',
    tools: [write, read, write, read, list],
    after: { 'a.md': 'x\ny' },
  },
  {
    prompt: 'First create a.md with "x"; then b.md with "y"; finally ls',
    tools: [write, write, list],
    after: { 'a.md': 'x', 'b.md': 'y' },
  },
  {
    prompt: 'list files, then read them',
    files: notes,
    tools: [list, read],
    answer: ['tea at four'],
  },
  {
    prompt: 'open notes.md and add "cups"',
    files: notes,
    tools: [read, read, write],
    after: { 'notes.md': 'tea at four\ncups' },
  },
  {
    prompt:
      'Would you mind creating hi.md with the text hello, and then showing me what files I have?',
    tools: [write, list],
    after: { 'hi.md': 'hello' },
  },
  {
    prompt: 'Create a.md saying "x" and delete b.md',
    tools: [write],
    after: { 'a.md': 'x' },
    answer: [/not offered/],
  },
  {
    prompt: "Create a.md saying hi but don't read notes.md",
    files: notes,
    tools: [write],
    after: { ...notes, 'a.md': 'hi' },
  },
  {
    prompt: 'read bad.md, add "x" to bad.md/deep.md, then list files',
    files: { 'bad.md': 'b' },
    tools: [read, read, list, write, list],
    after: { 'bad.md': 'b' },
    answer: [/Could not/],
  },
  // Nothing to do.
  { prompt: 'What is the capital of France?', tools: [], answer: introduces },
  { prompt: 'hello!', tools: [], answer: introduces },
  { prompt: 'make it better', tools: [], answer: introduces },
  { prompt: 'fix notes.md', files: notes, tools: [], after: notes, answer: introduces },
  {
    prompt: 'delete everything',
    files: notes,
    tools: [],
    after: notes,
    answer: [...introduces, /not offered/],
  },
  { prompt: 'Create a file', tools: [], answer: introduces },
  { prompt: 'create notes.md', tools: [], after: {}, answer: [/What should be in `notes\.md`/] },
  { prompt: 'write something in notes.md', tools: [], after: {}, answer: introduces },
  { prompt: 'Write me three facts about tea', tools: [], after: {}, answer: [/Name the file/] },
  { prompt: 'How do I create notes.md with "x"?', tools: [], after: {}, answer: introduces },
  { prompt: 'Don\'t write "x" to notes.md', tools: [], after: {}, answer: introduces },
  {
    prompt: 'If notes.md does not exist, create it with "x"',
    tools: [],
    after: {},
    answer: introduces,
  },
  { prompt: 'I write notes.md every day', tools: [], after: {}, answer: introduces },
  {
    prompt: 'rename notes.md to b.md',
    files: notes,
    tools: [],
    after: notes,
    answer: [/not offered/],
  },
  { prompt: 'tell me a joke about files', tools: [], answer: introduces },
  // A file is no content: nothing is written over it.
  {
    prompt: 'Save notes.md to b.md',
    files: notes,
    tools: [],
    after: notes,
    answer: [/copying files/],
  },
  {
    prompt: 'Write notes.md to b.md',
    files: notes,
    tools: [],
    after: notes,
    answer: [/copying files/],
  },
  {
    prompt: 'Write the content of notes.md to b.md',
    files: notes,
    tools: [],
    after: notes,
    answer: [/copying files/],
  },
  {
    prompt: 'save notes.md as b.md, please',
    files: notes,
    tools: [],
    after: notes,
    answer: [/copying files/],
  },
  {
    prompt: 'Read a.md and notes.md, add both to b.md',
    files: { ...notes, 'a.md': 'a' },
    tools: [read, read],
    after: { ...notes, 'a.md': 'a' },
    answer: [/copying files/],
  },
  {
    prompt: 'Read a.md, then write both to b.md',
    files: { 'a.md': 'a' },
    tools: [read],
    after: { 'a.md': 'a' },
    answer: [/copying files/],
  },
  {
    prompt: 'write them in b.md: "tea, milk"',
    tools: [write],
    after: { 'b.md': 'tea, milk' },
  },
  {
    prompt: 'Add both sides to b.md',
    tools: [read, write],
    after: { 'b.md': 'both sides' },
  },
];
