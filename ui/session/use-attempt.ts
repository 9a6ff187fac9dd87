// SPDX-License-Identifier: EUPL-1.2
import { useState } from 'react';
import { sentenceOf } from '../api/problem.ts';
import { wasGivenUp } from './enter.ts';

/** One attempt at a time, and the words of its refusal. */
export function useAttempt() {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const run = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setRefusal(null);
    try {
      await work();
    } catch (error) {
      if (!wasGivenUp(error)) setRefusal(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return {
    refusal,
    isBusy,
    attempt: (work: () => Promise<void>): void => {
      if (!isBusy) void run(work);
    },
  };
}
