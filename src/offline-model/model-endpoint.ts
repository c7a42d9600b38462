export interface EndpointOptions {
  /** How fast answers are streamed. Left out: as fast as they are read. */
  readonly wordsPerSecond?: number;
}

/** A built-in model, serving on loopback as OpenAI does (chat completions, streamed or not). */
export interface ModelEndpoint {
  /** `http://127.0.0.1:PORT/v1` */
  readonly baseUrl: string;
  /** Made for this endpoint alone; required as a Bearer token. */
  readonly apiKey: string;
  /** The name of its model. It takes any other one too. */
  readonly model: string;
  /** Ends open connections as well. */
  close(): Promise<void>;
}
