// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { hrefOf } from '#ui/api/call.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { instant } from '#ui/format/day.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { readOutbox, showLetter } from '../contract.ts';
import { mailStates, MailStateBadge } from './mail-state.tsx';
import classes from './people.module.css';

type Letter = OutputOf<typeof readOutbox>;

/** One message: to whom, what became of it, its text; as it looks, in a page of its own. */
export function Page() {
  const { organisation } = usePlace();
  const { params } = useAddress();
  const id = params['id'] ?? '';
  const { data, error, refetch } = useEndpoint(readOutbox, { id });
  if (error && !data) return <ErrorState error={error} reset={() => void refetch()} />;
  return (
    <>
      <PageHeader
        title={data?.subject ?? 'Message'}
        state={data && <MailStateBadge state={data.state} />}
        trail={[{ label: 'Messages envoyés', href: `/o/${organisation.slug}/messages` }]}
        actions={
          data?.html != null && (
            <Button component="a" variant="default" href={hrefOf(showLetter, { id }, organisation.slug)} target="_blank" rel="noreferrer">
              Voir la mise en forme (nouvel onglet)
            </Button>
          )
        }
      />
      {!data && <Lines count={6} />}
      {data && <LetterFacts letter={data} />}
      {data && (data.text === null ? <p>Le contenu de ce message a été effacé.</p> : <div className={classes.letter}>{data.text}</div>)}
    </>
  );
}

function LetterFacts({ letter }: { letter: Letter }) {
  const rows: [string, string | null][] = [
    ['De', letter.from],
    ['À', letter.to.name ? `${letter.to.name} (${letter.to.address})` : letter.to.address],
    ['Réponses à', letter.replyTo],
    ['Écrit', instant(letter.writtenAt)],
    ['État', mailStates[letter.state].says],
    ['Essais', letter.attempts > 1 ? String(letter.attempts) : null],
    ['Réponse du serveur', letter.lastAnswer],
  ];
  return (
    <dl className={classes.facts}>
      {rows.flatMap(([name, value]) => (value === null ? [] : [<dt key={`${name} name`}>{name}</dt>, <dd key={name}>{value}</dd>]))}
    </dl>
  );
}
