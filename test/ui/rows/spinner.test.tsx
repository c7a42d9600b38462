import { Box } from 'ink';
import { cleanup, render } from 'ink-testing-library';
import { afterEach, expect, it, vi } from 'vitest';
import { Spinner } from '../../../src/ui/rows/spinner.tsx';

afterEach(cleanup);

it('all spinners turn together, in one frame, whenever they came', async () => {
  const spinners = (count: number) => (
    <Box>
      {['a', 'b', 'c'].slice(0, count).map((key) => (
        <Spinner key={key} still={false} style={undefined} />
      ))}
    </Box>
  );
  const { frames, rerender } = render(spinners(1));
  rerender(spinners(3));
  const before = frames.length;
  await vi.waitFor(() => expect(frames.length).toBeGreaterThanOrEqual(before + 2), 5_000);
  for (const frame of frames.slice(before)) expect(frame).toMatch(/^(.)\1\1$/);
});
