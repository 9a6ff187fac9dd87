// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button, Checkbox, Stack } from '@mantine/core';
import { IconClock, IconCircleCheck } from '@tabler/icons-react';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { dayInWords, instant } from '#ui/format/day.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { cancelMovement, readMovement, tickStep } from '../../contract.ts';
import people from '../people.module.css';
import classes from './movements.module.css';
import { movementKindLabels, movementStateColours, movementStateLabels, reasonLabels } from './words.ts';

type Movement = OutputOf<typeof readMovement>;

const dayLabels = { arrival: 'Premier jour', departure: 'Dernier jour', renewal: 'Jour d’effet' } as const;

/** One movement: its day, what the house does by itself, what is done by hand, where mail goes. */
export function Page() {
  const { params } = useAddress();
  const { organisation } = usePlace();
  const { data, error, refetch } = useEndpoint(readMovement, { id: params['id'] ?? '' });
  const confirm = useConfirm();
  const cancel = useAct(cancelMovement, { done: () => tellDone('Le mouvement est annulé : les dates sont revenues à ce qu’elles étaient.') });
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const ask = async (): Promise<void> => {
    const isSure = await confirm({
      title: 'Annuler ce mouvement ?',
      says: 'Les fonctions retrouvent leurs dates d’avant. Ce qui a déjà été remis à quelqu’un lui reste.',
      act: 'Annuler le mouvement',
      isDangerous: true,
    });
    if (isSure) cancel.mutate({ id: data.id }, { onError: tellRefusal });
  };
  return (
    <>
      <PageHeader
        title={data.title}
        trail={[{ label: 'Arrivées et départs', href: `/o/${organisation.slug}/mouvements` }]}
        state={<Badge color={movementStateColours[data.state]}>{movementStateLabels[data.state]}</Badge>}
        actions={
          data.mayCancel && (
            <Button variant="light" color="red" loading={cancel.isPending} onClick={() => void ask()}>
              Annuler ce mouvement
            </Button>
          )
        }
      />
      <dl className={people.facts}>
        <dt>Nature</dt>
        <dd>{movementKindLabels[data.kind]}</dd>
        <dt>{dayLabels[data.kind]}</dt>
        <dd>{dayInWords(data.day)}</dd>
        {data.reason && (
          <>
            <dt>Motif</dt>
            <dd>{reasonLabels[data.reason] ?? data.reason}</dd>
          </>
        )}
        <dt>Préparé</dt>
        <dd>le {instant(data.plannedAt)}</dd>
      </dl>
      <ByHand steps={data.steps.filter(({ isAutomatic }) => !isAutomatic)} isClosed={data.state === 'cancelled'} />
      <ByItself steps={data.steps.filter(({ isAutomatic }) => isAutomatic)} />
      {data.forwards.length > 0 && (
        <section className={people.section} aria-labelledby="renvoi">
          <h2 id="renvoi">Courrier renvoyé</h2>
          <ul>
            {data.forwards.map(({ address, to, untilOn }) => (
              <li key={address}>
                {address} → {to}, jusqu’au {dayInWords(untilOn)}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function ByHand({ steps, isClosed }: { steps: Movement['steps']; isClosed: boolean }) {
  const { may } = usePlace();
  const tick = useAct(tickStep);
  if (steps.length === 0) return null;
  return (
    <section className={people.section} aria-labelledby="a-la-main">
      <h2 id="a-la-main">À faire</h2>
      <Stack gap="sm">
        {steps.map(({ id, label, dueOn, doneAt }) => (
          <Checkbox
            key={id}
            label={label}
            description={doneAt ? `Fait le ${instant(doneAt)}` : `Pour le ${dayInWords(dueOn)}`}
            checked={doneAt !== null}
            disabled={isClosed || !may('people.keep-directory')}
            onChange={(event) => tick.mutate({ id, done: event.currentTarget.checked }, { onError: tellRefusal })}
          />
        ))}
      </Stack>
    </section>
  );
}

function ByItself({ steps }: { steps: Movement['steps'] }) {
  return (
    <section className={people.section} aria-labelledby="tout-seul">
      <h2 id="tout-seul">Se fait tout seul</h2>
      <ul className={classes.steps}>
        {steps.map(({ id, label, dueOn, doneAt }) => (
          <li key={id} data-done={doneAt !== null || undefined}>
            {doneAt ? <IconCircleCheck size={20} aria-hidden /> : <IconClock size={20} aria-hidden />}
            <span>
              {label}
              <small>{doneAt ? `Fait le ${instant(doneAt)}` : `Le ${dayInWords(dueOn)}, à la première heure`}</small>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
