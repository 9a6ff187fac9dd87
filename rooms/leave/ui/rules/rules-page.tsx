// SPDX-License-Identifier: EUPL-1.2
import { Button, Group } from '@mantine/core';
import { useEndpoint, useAct } from '#ui/api/use-endpoint.ts';
import { day } from '#ui/format/day.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { Section, Sections, Terms } from '#ui/parts/section.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { listRules, removeRule } from '../../contract.ts';
import { RoomTabs } from '../room-tabs.tsx';
import { ruleWords, writeRule, type Rule } from './rule-words.ts';
import { SetRule } from './set-rule.tsx';
import classes from './rules.module.css';

/** What the law says, what the body decided, and the way to try another value before it is voted. */
export function Page() {
  const { query } = useAddress();
  const { data, error, isPending, refetch } = useEndpoint(listRules, {});
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (isPending) return <PageSkeleton />;
  const chosen = data.rows.find(({ rule }) => rule === query['regle']);
  return (
    <>
      <PageHeader
        title={chosen ? `Changer : ${lowerFirst(ruleWords[chosen.rule].title)}` : 'Règles de la collectivité'}
        lead={
          chosen
            ? 'Essayez d’abord : la simulation dit qui gagnerait ou perdrait quoi, et n’enregistre rien.'
            : 'Ce que la loi laisse décider à votre assemblée. Une valeur contraire à un texte est refusée, avec ce texte.'
        }
      />
      <RoomTabs />
      {chosen ? <SetRule key={chosen.rule} rule={chosen} /> : <Rules rows={data.rows} />}
    </>
  );
}

// « RTT » stays as it is written.
function lowerFirst(title: string): string {
  return title.charAt(0).toLowerCase() + title.slice(1);
}

function Rules({ rows }: { rows: readonly Rule[] }) {
  const { organisation } = usePlace();
  const at = `/o/${organisation.slug}/conges`;
  return (
    <>
      <p>
        <HouseLink href={`${at}/modeles`}>Partir d’un modèle fait pour votre type de collectivité</HouseLink>
      </p>
      <Sections>
        {rows.map((row) => (
          <Section
            key={row.rule}
            title={ruleWords[row.rule].title}
            action={
              <Button
                component={HouseLink}
                href={`${at}/regles?regle=${row.rule}`}
                variant="default"
                size="compact-sm"
                aria-label={`Changer : ${ruleWords[row.rule].title}`}
              >
                Changer
              </Button>
            }
          >
            <Terms
              rows={[
                ['Aujourd’hui', <strong key="today">{writeRule(row.rule, row.today)}</strong>],
                ['Ce que dit le texte', `${writeRule(row.rule, row.law.value)}. ${row.law.text}`],
              ]}
            />
            <Decided row={row} />
          </Section>
        ))}
      </Sections>
    </>
  );
}

function Decided({ row }: { row: Rule }) {
  const confirm = useConfirm();
  const remove = useAct(removeRule, { done: () => tellDone('Règle retirée.') });
  if (row.own.length === 0) return <p className={classes.quiet}>La collectivité n’a rien décidé d’autre.</p>;
  const take = async (id: string): Promise<void> => {
    const isSure = await confirm({
      title: 'Retirer cette règle ?',
      says: 'Ce que dit le texte vaudra de nouveau, et les compteurs des années ouvertes suivront.',
      act: 'Retirer la règle',
      isDangerous: true,
    });
    if (isSure) remove.mutate({ id }, { onError: tellRefusal });
  };
  return (
    <ul className={classes.decided}>
      {row.own.map(({ id, value, text, from, until, mayRemove }) => (
        <li key={id}>
          <Group justify="space-between" wrap="nowrap" align="start">
            <span>
              <strong>{writeRule(row.rule, value)}</strong>, {until ? `du ${day(from)} au ${day(until)}` : `depuis le ${day(from)}`}
              <br />
              <span className={classes.quiet}>{text}</span>
            </span>
            {mayRemove && (
              <Button
                variant="subtle"
                color="red"
                size="compact-sm"
                style={{ flex: 'none' }}
                aria-label={`Retirer : ${writeRule(row.rule, value)}`}
                onClick={() => void take(id)}
              >
                Retirer
              </Button>
            )}
          </Group>
        </li>
      ))}
    </ul>
  );
}
