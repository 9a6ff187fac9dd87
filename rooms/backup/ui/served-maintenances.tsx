// SPDX-License-Identifier: EUPL-1.2
import { Button, Card, Group } from '@mantine/core';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { instant } from '#ui/format/day.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { Section } from '#ui/parts/section.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import type { RowOf } from '#ui/tables/columns.ts';
import { answerServedMaintenance, listServedMaintenances } from '../contract.ts';
import classes from './backup.module.css';

/** What bodies ask to remove: the operator may be the second person. */
export function ServedMaintenances() {
  const { data } = useEndpoint(listServedMaintenances, {});
  if (!data || data.rows.length === 0) return null;
  return (
    <div className={classes.block}>
      <Section title="Effacements à autoriser" isWide>
        <ul className={classes.signs}>
          {data.rows.map((asked) => (
            <li key={asked.id}>
              <One asked={asked} />
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}

function One({ asked: { id, body, machine, reason, askedByName, askedAt, isMine } }: { asked: RowOf<typeof listServedMaintenances> }) {
  const confirm = useConfirm();
  const act = useAct(answerServedMaintenance, {
    changes: [listServedMaintenances],
    done: () => tellDone('Votre réponse est inscrite dans les sauvegardes de la collectivité.'),
  });
  const answer = (isAllowed: boolean): void => act.mutate({ id, isAllowed }, { onError: tellRefusal });
  const askAllow = async (): Promise<void> => {
    const isSure = await confirm({
      title: `Autoriser l’effacement sur « ${machine} », ${body} ?`,
      says: 'Assurez-vous que la demande vient bien de la collectivité. La personne qui l’a faite pourra effacer pendant quatre heures ; l’effacé restera en corbeille.',
      act: 'Autoriser',
    });
    if (isSure) answer(true);
  };
  const named = `${machine}, ${body}`;
  return (
    <Card withBorder component="article" aria-label={named}>
      <strong>{named}</strong>
      <p>« {reason} »</p>
      <p className={classes.quiet}>
        Demandé par {askedByName} le {instant(askedAt)}.
      </p>
      <Group gap="sm">
        {!isMine && (
          <Button aria-label={`Autoriser, ${named}`} onClick={() => void askAllow()}>
            Autoriser
          </Button>
        )}
        <Button variant="default" aria-label={`${isMine ? 'Retirer la demande' : 'Refuser'}, ${named}`} onClick={() => answer(false)}>
          {isMine ? 'Retirer la demande' : 'Refuser'}
        </Button>
      </Group>
    </Card>
  );
}
