/** In a file of its own: options and help name the tools without loading what they are made of. */
export const fileToolNames = ['write_file', 'read_file', 'list_files'] as const;

export type FileToolName = (typeof fileToolNames)[number];

/** What sessions offer where nobody says otherwise: the pattern's own three. */
export const defaultFileToolNames: readonly FileToolName[] = [
  'write_file',
  'read_file',
  'list_files',
];
