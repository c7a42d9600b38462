import base from './browser/base.css?raw';
import checks from './browser/checks.css?raw';
import files from './browser/files.css?raw';
import narrow from './browser/narrow.css?raw';
import parts from './browser/parts.css?raw';
import print from './browser/print.css?raw';
import requests from './browser/requests.css?raw';
import summary from './browser/summary.css?raw';
import timeline from './browser/timeline.css?raw';

/** The page's style. What is for a narrow screen and for paper comes last, since it overrides. */
export const style: string = [
  base,
  parts,
  summary,
  checks,
  timeline,
  requests,
  files,
  narrow,
  print,
].join('');
