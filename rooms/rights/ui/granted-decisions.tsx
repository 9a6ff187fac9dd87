// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useAct } from '#ui/api/use-endpoint.ts';
import { day, instant, today } from '#ui/format/day.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { usePlace } from '#ui/shell/place.ts';
import { liftSuspension, type readGranted } from '../contract.ts';
import { units } from './amount-words.ts';
import classes from './rights.module.css';

type Granted = OutputOf<typeof readGranted>;

/** What was added, suspended and decided by hand, each with its author and reason. */
export function Decisions({ granted: { extras, suspensions, limitChanges }, endExtra }: { granted: Granted; endExtra: (extraId: string) => void }) {
  const { may } = usePlace();
  if (extras.length + suspensions.length + limitChanges.length === 0) return null;
  return (
    <section className={classes.section}>
      <h2>Compléments, suspensions et limites</h2>
      <ul className={classes.plain}>
        {suspensions.map((one) => (
          <Suspension key={one.id} suspension={one} />
        ))}
        {extras.map((one) => {
          const isOver = one.endsOn !== null && one.endsOn < today();
          return (
            <li key={one.id}>
              <strong>
                +{units(one.amount, one.unit)} – {one.label}
              </strong>{' '}
              {isOver && <Ended />}
              <br />
              {period(one)}. {one.reason}
              <Author by={one.by} at={one.at} />
              {one.endedBy && (
                <span className={classes.soft}>
                  <br />
                  Terminé par {one.endedBy} : {one.endReason}
                </span>
              )}
              {may('rights.grant') && !isOver && one.endedBy === null && (
                <div className={classes.acts}>
                  <Button size="compact-md" variant="default" onClick={() => endExtra(one.id)}>
                    Mettre fin
                  </Button>
                </div>
              )}
            </li>
          );
        })}
        {limitChanges.map((one) => (
          <li key={one.id}>
            <strong>
              {one.label} – {one.isHard ? 'arrêté à la limite' : 'peut être dépassé'}
            </strong>
            <br />
            {one.reason}
            <Author by={one.by} at={one.at} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Suspension({ suspension }: { suspension: Granted['suspensions'][number] }) {
  const { may } = usePlace();
  const confirm = useConfirm();
  const lift = useAct(liftSuspension, { done: () => tellDone('Suspension levée.') });
  const { id, label, isLifted, liftedBy, reason, by, at } = suspension;
  const ask = async (): Promise<void> => {
    const isSure = await confirm({
      title: 'Lever la suspension ?',
      says: 'La collectivité retrouve ses services aujourd’hui.',
      act: 'Lever la suspension',
    });
    if (isSure) lift.mutate({ id }, { onError: tellRefusal });
  };
  return (
    <li>
      <strong>Suspension – {label ?? 'tous les services'}</strong>{' '}
      {isLifted ? (
        <Ended />
      ) : (
        <Badge color="yellow" variant="light">
          En cours
        </Badge>
      )}
      <br />
      {period(suspension)}. {reason}
      <Author by={by} at={at} />
      {liftedBy && <span className={classes.soft}> – levée par {liftedBy}</span>}
      {!isLifted && may('rights.suspend') && (
        <div className={classes.acts}>
          <Button size="compact-md" variant="default" loading={lift.isPending} onClick={() => void ask()}>
            Lever la suspension
          </Button>
        </div>
      )}
    </li>
  );
}

function Ended() {
  return (
    <Badge color="gray" variant="light">
      Terminé
    </Badge>
  );
}

function Author({ by, at }: { by: string; at: string }) {
  return (
    <span className={classes.soft}>
      <br />
      {by}, le {instant(at)}
    </span>
  );
}

function period({ beginsOn, endsOn }: { beginsOn: string; endsOn: string | null }): string {
  return endsOn ? `Du ${day(beginsOn)} au ${day(endsOn)}` : `À partir du ${day(beginsOn)}`;
}
