// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { ApiProblem, referenceOf, sentenceOf, Unreachable } from '../api/problem.ts';
import { Forbidden } from './forbidden.tsx';
import { NotFound } from './not-found.tsx';
import { StatePage } from './state-page.tsx';
import classes from './state.module.css';

/** A page that failed, with the words of the server and the reference to quote. Also the error boundary of every screen. */
export function ErrorState({ error, reset }: { error: unknown; reset?: () => void }) {
  const router = useRouter();
  const status = error instanceof ApiProblem ? error.problem.status : null;
  if (status === 403) return <Forbidden />;
  if (status === 404) return <NotFound />;
  const reference = referenceOf(error);
  const retry = (): void => {
    reset?.();
    void router.invalidate();
  };
  return (
    <StatePage
      title={error instanceof Unreachable ? 'Connexion interrompue' : 'L’écran n’a pas pu s’afficher'}
      actions={<Button onClick={retry}>Réessayer</Button>}
    >
      <p>{sentenceOf(error)}</p>
      <p>Rien de ce que vous aviez enregistré n’est perdu.</p>
      {reference && (
        <p className={classes.reference}>
          Référence à transmettre à votre opérateur : <code>{reference}</code>
        </p>
      )}
    </StatePage>
  );
}
