/** Work that is done again and again, never twice at once. */
export interface Repetition {
  /** Ends the pause; during a round, asks for one more right after it. */
  wake(): void;
  /** Resolves when the round under way has ended and no other will begin. */
  stop(): Promise<void>;
}

/** A round that fails is told to `note` and tried again after the pause: an outage of the database must not end the repetition. */
export function repeat(work: () => Promise<unknown>, pauseMs: number, note: (error: Error) => void): Repetition {
  let stopped = false;
  let wanted = false;
  let endPause: () => void = () => undefined;
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pauseMs);
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const rounds = async () => {
    while (!stopped) {
      wanted = false;
      await work().catch(note);
      if (!wanted && !stopped) await pause();
    }
  };
  const ended = rounds();
  const wake = () => {
    wanted = true;
    endPause();
  };
  return {
    wake,
    stop: async () => {
      stopped = true;
      endPause();
      await ended;
    },
  };
}
