import type { ShownPlay } from '../play/play-view.ts';

/** Where in a recording one is. Times are milliseconds since it began. */
export interface ReplayView {
  readonly position: number;
  readonly duration: number;
  readonly playing: boolean;
  /** 2: twice as fast as it was. */
  readonly speed: number;
  /** How many requests had been submitted by then. */
  readonly request: number;
  readonly requests: number;
  /** Where the scenario was that was played or verified. */
  readonly play?: ShownPlay;
}

/** `1:05`, `1:01:05`. */
export function clockText(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(seconds % 60)}`
    : `${minutes}:${two(seconds % 60)}`;
}

/** In words: for speech, and for whoever sees no bar. */
export const replayText = ({
  position,
  duration,
  playing,
  speed,
  request,
  requests,
}: ReplayView): string =>
  [
    playing ? 'playing' : position >= duration ? 'at the end' : 'paused',
    `${clockText(position)} of ${clockText(duration)}`,
    `request ${request} of ${requests}`,
    `${speed}×`,
  ].join(' · ');

/** What is said where there is nothing to go through. */
export const replayNeeded = (command: string): string =>
  `/${command} is for a recording: multiuser-repl replay <file> shows one`;
