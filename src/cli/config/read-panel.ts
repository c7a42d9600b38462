import { boolean, entriesOf, failUnknown, type Reader, wholeNumber } from './readers.ts';

export interface PanelValues {
  readonly shown?: boolean;
  readonly width?: number;
}

/** Narrower ones can not be read, wider ones leave no transcript on any terminal. */
const width = wholeNumber(30, 200);

export const readPanel: Reader<PanelValues> = (tree) =>
  Object.assign(
    {},
    ...entriesOf(tree).map((entry): PanelValues => {
      if (entry.name === 'shown') return { shown: boolean(entry.value) };
      if (entry.name === 'width') return { width: width(entry.value) };
      return failUnknown(entry, 'setting of the panel', entry.name, ['shown', 'width']);
    }),
  );
