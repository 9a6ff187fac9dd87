// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button, Group, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { RowOf } from '#ui/tables/columns.ts';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { dayInWords, instant, today } from '#ui/format/day.ts';
import { DayInput } from '#ui/forms/day-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { Section } from '#ui/parts/section.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { usePlace } from '#ui/shell/place.ts';
import { agreeOnDay, listCommissionings, proposeDay } from '../../contract.ts';
import classes from '../register/register.module.css';

type FirstDayOf = RowOf<typeof listCommissionings>;

const sides = { rule: 'Proposé à l’ouverture des services', operator: 'Proposé par l’opérateur', member: 'Proposé par la collectivité' } as const;

/**
 * The day of first commissioning of a convention: proposed, changed, agreed by both sides. Where none is due, nothing but what the operator may
 * propose: `mayBegin`.
 */
export function FirstDay({ conventionId, mayBegin = false }: { conventionId: string; mayBegin?: boolean }) {
  const { may } = usePlace();
  const { data } = useEndpoint(listCommissionings, { conventionId });
  const row = data?.rows[0];
  if (!data || (!row && !mayBegin)) return null;
  if (!row)
    return (
      <Section title="Première mise en service">
        <p className={classes.quiet}>Le tarif n’en comprend pas : vous pouvez en proposer une.</p>
        <Propose conventionId={conventionId} says="Proposer un jour" />
      </Section>
    );
  const { on, status, isMine, concernsMe, history } = row;
  return (
    <Section title="Première mise en service">
      <Group gap="xs">
        <strong>{dayInWords(on)}</strong>
        <Badge color={status === 'agreed' ? 'green' : 'yellow'} variant="light">
          {status === 'agreed' ? 'Convenue' : 'Proposée'}
        </Badge>
      </Group>
      <p className={classes.quiet}>{statusSays(row)}</p>
      {concernsMe && may('adhesions.act') && (
        <Group gap="xs" mb="sm">
          {status === 'proposed' && !isMine && on >= today() && <Agree conventionId={conventionId} on={on} />}
          <Propose conventionId={conventionId} says="Proposer un autre jour" />
        </Group>
      )}
      {history.length > 1 && (
        <ul className={classes.list}>
          {history.toReversed().map(({ on: proposed, by, author, at, note }) => (
            <li key={at}>
              {dayInWords(proposed)}
              <span className={classes.cite}>
                {sides[by]}
                {by !== 'rule' && author && ` (${author})`}, {instant(at)}
              </span>
              {note && <span className={classes.cite}>{note}</span>}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function statusSays({ on, status, isMine, concernsMe, agreedBy, beneficiary }: FirstDayOf): string {
  if (status === 'agreed') return agreedBy ? `Ce jour est convenu, par ${agreedBy}.` : 'Ce jour est convenu.';
  if (on < today()) return 'Ce jour est passé sans que l’opérateur et la collectivité en soient convenus.';
  if (!concernsMe) return `L’opérateur et ${beneficiary.name} en conviennent.`;
  return isMine
    ? 'Vous avez proposé ce jour : l’autre partie doit en convenir.'
    : `Convenez de ce jour pour ${beneficiary.name}, ou proposez-en un autre.`;
}

function Agree({ conventionId, on }: { conventionId: string; on: string }) {
  const agree = useAct(agreeOnDay, { done: () => tellDone('Le jour est convenu.') });
  return (
    <Button size="compact-md" loading={agree.isPending} onClick={() => agree.mutate({ id: conventionId, on }, { onError: tellRefusal })}>
      Convenir de ce jour
    </Button>
  );
}

function Propose({ conventionId, says }: { conventionId: string; says: string }) {
  const [isOpen, setOpen] = useState(false);
  const form = useActForm(proposeDay, {
    initial: { on: null as string | null, note: '' },
    toInput: ({ on, note }) => ({ id: conventionId, on: on ?? '', note }),
    done: () => {
      tellDone('Le jour est proposé.');
      setOpen(false);
    },
  });
  return (
    <>
      <Button size="compact-md" variant="default" onClick={() => setOpen(true)}>
        {says}
      </Button>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title="Première mise en service" closeButtonProps={{ 'aria-label': 'Fermer' }}>
        <Form form={form} submit="Proposer ce jour">
          <DayInput
            label="Jour proposé"
            description="Un jour ouvré, après l’ouverture des services."
            required
            minDate={today()}
            {...form.field('on')}
          />
          <Textarea label="Message à l’autre partie" {...form.field('note')} />
        </Form>
      </Modal>
    </>
  );
}
