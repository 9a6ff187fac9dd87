// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, Group } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { day, instant } from '#ui/format/day.ts';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { Section } from '#ui/parts/section.tsx';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { acknowledgeSign, listSigns } from '../contract.ts';
import classes from './backup.module.css';
import { isGrave, whatToDo } from './words.ts';

/** What looked wrong with a machine and was answered, by the body or by its operator. */
export function PastSigns({ of }: { of: string }) {
  const { data } = useEndpoint(listSigns, { machine: of });
  const past = data?.rows.filter(({ seenAt }) => seenAt !== null) ?? [];
  if (past.length === 0) return null;
  return (
    <Section title="Signes déjà vus">
      <ul>
        {past.map(({ id, onDay, says, seenBy, seenAt, handledBy, handledWhy }) => (
          <li key={id}>
            {day(onDay)} : {says} Vu par {seenBy}
            {seenAt && ` le ${instant(seenAt)}`}.{handledWhy && ` Pour l’opérateur, ${handledBy} : ${handledWhy}`}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What looks wrong and that nobody has seen yet, with what to do; of one machine on its own page. */
export function Signs({ of }: { of?: string }) {
  const { may, organisation } = usePlace();
  const { data } = useEndpoint(listSigns, { machine: of });
  const act = useAct(acknowledgeSign, { changes: [listSigns], done: () => tellDone('Signe marqué comme vu.') });
  const open = data?.rows.filter(({ seenAt }) => seenAt === null) ?? [];
  if (open.length === 0) return null;
  return (
    <ul className={classes.signs} aria-label="Ce qui paraît anormal">
      {open.map((sign) => (
        <li key={sign.id}>
          <Alert
            color={isGrave(sign.kind) && !sign.handledWhy ? 'red' : 'orange'}
            icon={<IconAlertTriangle aria-hidden />}
            title={of ? day(sign.onDay) : `${sign.machine}, ${day(sign.onDay)}`}
          >
            <p className={classes.first}>
              <strong>{sign.says}</strong>
            </p>
            {sign.handledWhy ? (
              <p>
                Votre opérateur a regardé ({sign.handledBy}
                {sign.handledAt && `, le ${instant(sign.handledAt)}`}) : {sign.handledWhy}
              </p>
            ) : (
              <p>{whatToDo(sign.kind)}</p>
            )}
            <Group gap="md">
              {may('backup.administer') && (
                <Button
                  size="sm"
                  variant="default"
                  aria-label={`J’ai vu, ${sign.machine}`}
                  onClick={() => act.mutate({ id: sign.id }, { onError: tellRefusal })}
                >
                  J’ai vu
                </Button>
              )}
              {!of && (
                <HouseLink href={`/o/${organisation.slug}/sauvegardes/machines/${sign.repositoryId}`} aria-label={`Voir la machine, ${sign.machine}`}>
                  Voir la machine
                </HouseLink>
              )}
            </Group>
          </Alert>
        </li>
      ))}
    </ul>
  );
}
