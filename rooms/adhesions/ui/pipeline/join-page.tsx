// SPDX-License-Identifier: EUPL-1.2
import { Button, Card, Select, Text } from '@mantine/core';
import { BodyPicker, type PickedBody } from '#rooms/organisations/parts.tsx';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { DayInput } from '#ui/forms/day-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { shortAmount } from '#ui/format/amount.ts';
import { day } from '#ui/format/day.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { joinTerritory, listCadres, quotesToOpen } from '../../contract.ts';
import classes from './pipeline.module.css';

/** Opens the dossier of a body that joins its territory under way: `cadre` in the address chooses the convention. */
export function Page() {
  const { organisation } = usePlace();
  const { data, error, refetch } = useEndpoint(listCadres, {});
  return (
    <>
      <PageHeader
        title="Faire rejoindre un territoire"
        lead="Une commune, un CCAS ou un syndicat du territoire rejoint la convention cadre en cours ; il en prend l’édition et le terme."
        trail={[{ label: 'Suivi des adhésions', href: `/o/${organisation.slug}/adhesions` }]}
      />
      {error && !data && <LoadError error={error} retry={() => void refetch()} />}
      {!data && !error && <Lines count={4} />}
      {data?.rows.length === 0 && (
        <EmptyState title="Aucune convention cadre en cours">
          Le territoire adhère d’abord, par son EPCI ; ses collectivités le rejoignent ensuite.
        </EmptyState>
      )}
      {data && data.rows.length > 0 && <JoinForm cadres={data.rows} />}
    </>
  );
}

type Cadres = Parameters<typeof JoinForm>[0]['cadres'];

function JoinForm({
  cadres,
}: {
  cadres: readonly {
    id: string;
    number: string;
    payer: { id: string; name: string };
    beginsOn: string;
    endsOn: string | null;
    outside: readonly PickedBody[];
  }[];
}) {
  const { organisation } = usePlace();
  const { query, go } = useAddress();
  const form = useActForm(joinTerritory, {
    initial: {
      id: query['cadre'] ?? (cadres.length === 1 ? (cadres[0]?.id ?? '') : ''),
      body: null as PickedBody | null,
      startsOn: null as string | null,
      quoteId: null as string | null,
    },
    fieldNames: { bodyId: 'body' },
    toInput: ({ id, body, startsOn, quoteId }) => ({ id, bodyId: body?.id ?? '', startsOn: startsOn ?? '', ...(quoteId && { quoteId }) }),
    done: ({ dossierId, number }) => {
      tellDone(`${number} est ouvert.`);
      go(`/o/${organisation.slug}/dossiers/${dossierId}`);
    },
  });
  const cadre = cadres.find(({ id }) => id === form.values.id);
  const quotes = useEndpoint(quotesToOpen, {}).data?.rows.filter(({ isTerritory, payerId }) => isTerritory && payerId === cadre?.payer.id) ?? [];
  return (
    <div className={classes.opening}>
      <Card withBorder>
        <Form form={form} submit="Ouvrir le dossier">
          <Select label="Convention cadre" required searchable data={optionsOf(cadres)} {...form.field('id')} />
          <BodyPicker
            label="Qui rejoint"
            description="Une collectivité du territoire, ou qui en dépend : commune, CCAS, syndicat scolaire."
            required
            inTerritory
            value={form.values.body}
            onChange={(body) => form.set('body', body)}
            error={form.field('body').error}
          />
          <DayInput label="À partir du" required {...form.field('startsOn')} />
          <Select
            label="Devis accepté qui chiffre le territoire avec elle"
            description={
              quotes.length > 0
                ? 'À choisir quand l’édition chiffre ce nombre de collectivités sur devis.'
                : 'Aucun devis accepté n’attend pour ce territoire : il n’en faut un que si l’édition chiffre ce nombre de collectivités sur devis.'
            }
            clearable
            clearButtonProps={{ 'aria-label': 'Effacer le choix' }}
            disabled={quotes.length === 0}
            data={quotes.map(({ id, number, title, firstYearCents }) => ({
              value: id,
              label: `${number}, ${title} : ${shortAmount(firstYearCents)}`,
            }))}
            {...form.field('quoteId')}
          />
        </Form>
      </Card>
      {cadre && (
        <section aria-label="Communes qui ne sont pas membres">
          <h2 className={classes.asideTitle}>Communes de {cadre.payer.name} qui ne sont pas membres</h2>
          {cadre.outside.length === 0 && <Text>Toutes les communes du territoire sont membres.</Text>}
          <ul className={classes.outside}>
            {cadre.outside.map((body) => (
              <li key={body.id}>
                <Button
                  variant="default"
                  size="compact-md"
                  aria-pressed={form.values.body?.id === body.id}
                  onClick={() => form.set('body', { id: body.id, name: body.name })}
                >
                  {body.name}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function optionsOf(cadres: Cadres) {
  return cadres.map(({ id, number, payer, beginsOn, endsOn }) => ({
    value: id,
    label: `${payer.name} – ${number}, du ${day(beginsOn)}${endsOn ? ` au ${day(endsOn)}` : ''}`,
  }));
}
