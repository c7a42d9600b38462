import type { UiSettings } from '../../ui/settings.ts';
import type { Ui, UiOptions } from '../../ui/ui.ts';

/** There are to be no colours. */
export const isColourless = (environment: NodeJS.ProcessEnv): boolean =>
  Boolean(environment.NO_COLOR) && environment.FORCE_COLOR === '0';

/** On the screen or, for those who do not see it, in lines; what the other one needs is not loaded. */
export async function frontEnd(
  { screenReader }: UiSettings,
  environment: NodeJS.ProcessEnv,
  colourless: boolean,
): Promise<(options: UiOptions) => Ui> {
  if (screenReader) return (await import('../../ui/screen-reader/start.ts')).startScreenReader;
  if (!colourless) return (await import('../../ui/start.tsx')).startUi;
  // What Ink colours with knows bold and inverse text only together with colours, and asks once, when it is loaded.
  environment.FORCE_COLOR = '1';
  const { startUi } = await import('../../ui/start.tsx');
  environment.FORCE_COLOR = '0';
  return startUi;
}
