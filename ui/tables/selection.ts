// SPDX-License-Identifier: EUPL-1.2
import { useState } from 'react';

export type Selection = {
  keys: ReadonlySet<string>;
  toggle: (keys: readonly string[], isChosen: boolean) => void;
  clear: () => void;
};

/** The rows that a reader has ticked, across pages. Hand it to the table and to the buttons that act on it. */
export function useSelection(initial: readonly string[] = []): Selection {
  const [keys, setKeys] = useState<ReadonlySet<string>>(() => new Set(initial));
  return {
    keys,
    toggle: (changed, isChosen) =>
      setKeys((before) => {
        const after = new Set(before);
        for (const key of changed) {
          if (isChosen) after.add(key);
          else after.delete(key);
        }
        return after;
      }),
    clear: () => setKeys(new Set()),
  };
}
