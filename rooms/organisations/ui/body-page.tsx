// SPDX-License-Identifier: EUPL-1.2
import { Alert, Badge, Button, Group } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { amount } from '#ui/format/amount.ts';
import { dayInWords } from '#ui/format/day.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { isEpci, kindLabels, readBody, withdrawBody, type BodyPage } from '../contract.ts';
import classes from './body-page.module.css';
import { BodyHistory } from './body-history.tsx';
import { BodyLinks } from './body-links.tsx';
import { FactsDialog } from './facts-dialog.tsx';
import { Populations } from './populations.tsx';
import { Roster } from './roster.tsx';
import { Section, Sections, Terms } from '#ui/parts/section.tsx';
import { identityWords, numberOrDash, spaced, yesNo } from './words.ts';

/** One body: what the register says of it, what the operator entered, and who depends on it. */
export function Page() {
  const { organisation, may } = usePlace();
  const { params } = useAddress();
  const { data: body, error, refetch } = useEndpoint(readBody, { body: params['body'] ?? '' });
  const list = `/o/${organisation.slug}/collectivites`;
  if (error && !body) return <LoadError error={error} retry={() => void refetch()} />;
  if (!body) return <PageSkeleton />;
  return (
    <>
      <PageHeader
        title={body.name}
        trail={[{ label: 'Collectivités', href: list }]}
        lead={identityWords(body)}
        state={<States body={body} />}
        actions={body.isDeclared && may('organisations.declare') && <Withdraw body={body} list={list} />}
      />
      {body.endedOn && <Ended body={body} list={list} />}
      <Sections>
        <Identity body={body} list={list} />
        <Populations body={body} />
        <Known body={body} />
        <BodyLinks body={body} list={list} />
        {isEpci(body.kind) && <Roster body={body} list={list} />}
        <BodyHistory body={body} />
      </Sections>
    </>
  );
}

function States({ body }: { body: BodyPage }) {
  return (
    <Group gap="xs">
      {body.isDeclared && (
        <Badge variant="light" color="gray">
          Déclarée
        </Badge>
      )}
      {!body.isInTerritory && (
        <Badge variant="light" color="yellow">
          Hors territoire
        </Badge>
      )}
    </Group>
  );
}

function Ended({ body, list }: { body: BodyPage; list: string }) {
  return (
    <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />} title={`Elle n’existe plus depuis le ${dayInWords(body.endedOn ?? '')}`} mb="lg">
      {body.successors.length > 0 && (
        <>
          Lui succède{body.successors.length > 1 && 'nt'} :{' '}
          {body.successors.map((successor, index) => (
            <span key={successor.id}>
              {index > 0 && ', '}
              <HouseLink href={`${list}/${successor.slug}`}>{successor.name}</HouseLink>
            </span>
          ))}
          .
        </>
      )}
    </Alert>
  );
}

function Identity({ body, list }: { body: BodyPage; list: string }) {
  return (
    <Section title="Identité">
      <Terms
        rows={[
          ['Type', kindLabels[body.kind]],
          ['SIREN', body.siren && spaced(body.siren)],
          ['SIRET', body.siret && <Siret key="siret" siret={body.siret} body={body} />],
          ...(body.kind === 'commune' ? ([['Code INSEE', body.insee]] as const) : []),
          ['Département', body.department],
          ...(body.kind === 'commune' ? ([['EPCI', linkTo(list, body.epci)]] as const) : []),
          ...(body.isDeclared ? ([['Rattachement', linkTo(list, body.parent)]] as const) : []),
        ]}
      />
      <p className={classes.note}>
        {body.declaration
          ? `Déclarée par ${body.declaration.by}. Vous seul la voyez.`
          : `Registre national, édition ${body.edition ?? 'inconnue'}. Il ne donne pas de SIRET : celui-ci se saisit.`}
      </p>
    </Section>
  );
}

function Siret({ siret, body }: { siret: string; body: BodyPage }) {
  const entry = body.history.find(({ what }) => what === 'siret');
  return (
    <>
      {spaced(siret)}{' '}
      {entry?.source === 'demonstration' && (
        <Badge variant="light" color="yellow">
          Inventé
        </Badge>
      )}
    </>
  );
}

function linkTo(list: string, body: { slug: string; name: string } | null) {
  return body && <HouseLink href={`${list}/${body.slug}`}>{body.name}</HouseLink>;
}

function Known({ body }: { body: BodyPage }) {
  const { may } = usePlace();
  const [isOpen, setOpen] = useState(false);
  const parent = body.parent && body.parentId ? { id: body.parentId, name: body.parent.name } : null;
  return (
    <Section
      title="Ce que nous en savons"
      action={
        may('organisations.declare') && (
          <Button variant="default" size="sm" onClick={() => setOpen(true)}>
            Saisir
          </Button>
        )
      }
    >
      <Terms
        rows={[
          ['Agents', numberOrDash(body.agents)],
          ['Budget annuel', body.budgetCents === null ? null : amount(body.budgetCents)],
          ['Affiliée au CDG', yesNo(body.affiliated)],
          ['Hébergée', yesNo(body.hosted)],
        ]}
      />
      {body.history.some(({ source }) => source === 'demonstration') && <p className={classes.note}>Chiffres de démonstration, inventés.</p>}
      {isOpen && <FactsDialog body={body} parent={parent} close={() => setOpen(false)} />}
    </Section>
  );
}

function Withdraw({ body, list }: { body: BodyPage; list: string }) {
  const confirm = useConfirm();
  const { go } = useAddress();
  const withdraw = useAct(withdrawBody, {
    done: () => {
      tellDone(`${body.name} est retirée.`);
      go(list);
    },
  });
  const ask = async (): Promise<void> => {
    const says = 'Elle disparaîtra de vos listes. La déclarer de nouveau la fera revenir, avec tout ce que vous en avez saisi.';
    if (await confirm({ title: `Retirer ${body.name} ?`, says, act: 'Retirer la collectivité', isDangerous: true }))
      await withdraw.mutateAsync({ body: body.id }).catch(tellRefusal);
  };
  return (
    <Button variant="default" onClick={() => void ask()}>
      Retirer
    </Button>
  );
}
