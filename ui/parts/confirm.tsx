// SPDX-License-Identifier: EUPL-1.2
import { createContext, lazy, type ReactNode, Suspense, use, useCallback, useRef, useState } from 'react';

export type Question = {
  title: string;
  /** What will happen, in words. */
  says: ReactNode;
  /** The verb of the button, such as « Supprimer le devis ». */
  act: string;
  /** Colours the verb as dangerous. */
  isDangerous?: boolean;
};
type Ask = (question: Question) => Promise<boolean>;

const Confirm = createContext<Ask>(() => Promise.resolve(false));
const Dialog = lazy(async () => ({ default: (await import('./confirm-dialog.tsx')).ConfirmDialog }));

/** Asks before something that cannot be undone: `if (await confirm({ title, says, act })) …`. */
export function useConfirm(): Ask {
  return use(Confirm);
}

/** Holds the one dialog of `useConfirm`. */
export function ConfirmProvider({ children }: { children: ReactNode }) {
  const [question, setQuestion] = useState<Question | null>(null);
  const [isOpen, setOpen] = useState(false);
  const settle = useRef<(answer: boolean) => void>(() => undefined);
  const ask = useCallback<Ask>((asked) => {
    settle.current(false);
    setQuestion(asked);
    setOpen(true);
    return new Promise((resolve) => {
      settle.current = resolve;
    });
  }, []);
  const answer = (value: boolean): void => {
    setOpen(false);
    settle.current(value);
  };
  return (
    <Confirm value={ask}>
      {children}
      {question && (
        <Suspense fallback={null}>
          <Dialog question={question} isOpen={isOpen} answer={answer} />
        </Suspense>
      )}
    </Confirm>
  );
}
