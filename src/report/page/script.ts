import base from './browser/base.js?raw';
import files from './browser/files.js?raw';
import links from './browser/links.js?raw';
import print from './browser/print.js?raw';
import requests from './browser/requests.js?raw';

/**
 * The page's script. Its parts are put into the page as they are, each in a function of its own: none imports anything,
 * and none ever parses anything as HTML. Links come last, since they go to what the others have shown.
 */
export const script: string = [base, print, requests, files, links].join('');
