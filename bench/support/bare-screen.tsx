import { Box, Text } from 'ink';
import type { ReactElement } from 'react';

const filler = (row: number) => `row ${row} `.padEnd(100, 'of plain text ');

/** As many rows as the terminal has, one of which changes. */
export function BareScreen({ rows, text }: { rows: number; text: string }): ReactElement {
  const others = Array.from({ length: rows - 1 }, (_, row) => row);
  return (
    <Box flexDirection="column" width={120} height={rows}>
      {others.map((row) => (
        <Text key={row} wrap="truncate">
          {filler(row)}
        </Text>
      ))}
      <Text wrap="truncate">{text}</Text>
    </Box>
  );
}
