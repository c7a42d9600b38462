type Defined<Given> = { [Name in keyof Given]: Exclude<Given[Name], undefined> };

/** The same without what is undefined. */
export const defined = <Given extends object>(given: Given): Defined<Given> =>
  Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as Defined<Given>;
