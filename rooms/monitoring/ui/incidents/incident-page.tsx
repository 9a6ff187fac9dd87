// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button, Checkbox, Textarea } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { instant } from '#ui/format/day.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { Section, Sections, Terms } from '#ui/parts/section.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { acknowledgeIncident, closeByHand, noteIncident, readIncident } from '../../contract.ts';
import classes from '../monitoring.module.css';
import { incidentWords } from '../words.ts';

type Incident = OutputOf<typeof readIncident>;

/** One incident: one button to take it in charge, what it touches, what happened. */
export function Page() {
  const { params } = useAddress();
  const { organisation, may } = usePlace();
  const { data, error, refetch } = useEndpoint(readIncident, { id: params['incident'] ?? '' });
  const at = `/o/${organisation.slug}/surveillance`;
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Lines count={8} />;
  const isElsewhere = data.body.slug !== organisation.slug;
  return (
    <>
      <PageHeader
        title={isElsewhere ? `${data.body.name} : ${data.title}` : data.title}
        lead={data.cause}
        state={
          <Badge variant="light" color={incidentWords[data.status].color}>
            {incidentWords[data.status].label}
          </Badge>
        }
        trail={[
          { label: 'Surveillance', href: at },
          { label: 'Incidents', href: `${at}/incidents` },
        ]}
      />
      {data.canAct && data.status === 'open' && <Take id={data.id} />}
      <Sections>
        <Section title="Où il en est">
          <Terms
            rows={[
              ['Depuis', instant(data.openedAt)],
              ['Pris en charge par', data.acknowledgedByName],
              ['Pris en charge', data.acknowledgedAt && instant(data.acknowledgedAt)],
              ['D’autres sont prévenus', data.nextStepAt && `le ${instant(data.nextStepAt)}, si personne ne s’en occupe`],
              ['Clos', data.closedAt && instant(data.closedAt)],
            ]}
            leavesOut
          />
        </Section>
        <Section title="Sondes touchées">
          <ul className={classes.lines}>
            {data.checks.map((check) => (
              <li key={check.id} className={classes.line}>
                <HouseLink href={`${at}/sondes/${check.id}`}>{check.name}</HouseLink>
                <span className={classes.quiet}>
                  {check.leftAt ? `rétablie le ${instant(check.leftAt)}` : check.isRoot ? 'à l’origine' : 'touchée'}
                </span>
              </li>
            ))}
          </ul>
        </Section>
        <Section title="Ce qui s’est passé" isWide>
          <ol className={classes.timeline}>
            {data.timeline.map((entry) => (
              <li key={entry.id} data-kind={entry.kind}>
                <span className={classes.quiet}>{instant(entry.at)}</span>
                <br />
                {entry.says}
                {entry.kind === 'note' && entry.byName && <span className={classes.quiet}> ({entry.byName})</span>}
                {entry.isPublic && (
                  <>
                    {' '}
                    <Badge variant="light">Dit à tous</Badge>
                  </>
                )}
              </li>
            ))}
          </ol>
          {data.canAct && <Note incident={data} isOperators={data.isOperators} />}
        </Section>
        {data.canAct && data.isOperators && may('monitoring.answer') && (
          <Section title="Clore à la main" isWide>
            <Close incident={data} />
          </Section>
        )}
      </Sections>
    </>
  );
}

function Take({ id }: { id: string }) {
  const take = useAct(acknowledgeIncident, { done: () => tellDone('Vous vous en occupez : plus personne d’autre n’est prévenu.') });
  return (
    <Button className={classes.take} size="lg" loading={take.isPending} onClick={() => take.mutate({ id }, { onError: tellRefusal })}>
      Je m’en occupe
    </Button>
  );
}

function Note({ incident: { id }, isOperators }: { incident: Incident; isOperators: boolean }) {
  const form = useActForm(noteIncident, {
    initial: { says: '', isPublic: false },
    toInput: ({ says, isPublic }) => ({ id, says, isPublic }),
    done: () => {
      form.reset();
      tellDone('Ajouté au journal.');
    },
  });
  return (
    <Form form={form} submit="Ajouter au journal">
      <Textarea label="Ce qui est fait" autosize minRows={2} maxLength={2000} {...form.field('says')} />
      {isOperators && (
        <Checkbox
          label="Le dire à tous"
          description="Sur la page publique, si un service qui y figure est touché."
          checked={form.values.isPublic}
          onChange={(event) => form.set('isPublic', event.currentTarget.checked)}
        />
      )}
    </Form>
  );
}

function Close({ incident: { id } }: { incident: Incident }) {
  const form = useActForm(closeByHand, {
    initial: { says: '' },
    toInput: ({ says }) => ({ id, says }),
    done: () => tellDone('L’incident est clos. Ce qui est encore en panne en ouvrira un autre.'),
  });
  return (
    <Form form={form} submit="Clore l’incident">
      <Textarea
        label="Pourquoi"
        description="Un incident se clôt de lui-même quand tout fonctionne de nouveau."
        autosize
        minRows={2}
        maxLength={500}
        {...form.field('says')}
      />
    </Form>
  );
}
