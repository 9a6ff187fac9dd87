// SPDX-License-Identifier: EUPL-1.2

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
// One Ctrl-C reaches us up to three times: from the terminal, from npm and from the starter. Later it is impatience.
const SAME_GESTURE_MS = 1_000;

/**
 * Resolves at the first SIGINT (Ctrl-C) or SIGTERM from the moment of the call, or when the starter that launched us dies.
 * A second signal ends the process at once.
 */
export function untilAskedToStop(): Promise<void> {
  return new Promise((resolve) => {
    let askedAt: number | null = null;
    const stop = (): void => {
      askedAt ??= performance.now();
      if (performance.now() - askedAt > SAME_GESTURE_MS) process.exit(130);
      resolve();
    };
    for (const signal of SIGNALS) process.on(signal, stop);
    process.once('disconnect', stop);
    // Listening must not hold the process once all is closed.
    process.channel?.unref();
  });
}
