// SPDX-License-Identifier: EUPL-1.2

/** Resolves at the first SIGINT (Ctrl-C) or SIGTERM. A second one ends the process at once. */
export function untilAskedToStop(): Promise<void> {
  return new Promise((resolve) => {
    const signals = ['SIGINT', 'SIGTERM'] as const;
    const stop = (): void => {
      for (const signal of signals) {
        process.off(signal, stop);
        process.on(signal, () => process.exit(130));
      }
      resolve();
    };
    for (const signal of signals) process.on(signal, stop);
  });
}
