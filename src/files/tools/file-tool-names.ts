/** In a file of its own: options and help name the tools without loading what they are made of. */
export const fileToolNames = [
  'write_file',
  'read_file',
  'list_files',
  'delete_file',
  'edit_file',
] as const;

export type FileToolName = (typeof fileToolNames)[number];

/** What sessions offer where nobody says otherwise: the pattern's own three. */
export const defaultFileToolNames: readonly FileToolName[] = [
  'write_file',
  'read_file',
  'list_files',
];

/** These names without those that come again. @throws RangeError for one that is none of `fileToolNames` */
export const knownToolNames = (names: readonly string[]): readonly FileToolName[] =>
  [...new Set(names)].map((name) => {
    const known = fileToolNames.find((each) => each === name);
    if (!known) throw new RangeError(`No tool ${name}: there are ${fileToolNames.join(', ')}.`);
    return known;
  });
