// SPDX-License-Identifier: EUPL-1.2
import { Button, Tabs } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { readContent, readEdition } from '../contract.ts';
import { AddServiceForm } from './add-service-form.tsx';
import classes from './catalogue.module.css';
import { ChangesList } from './changes-list.tsx';
import { GridStepsForm } from './grid-steps-form.tsx';
import { PercentageForm } from './percentage-form.tsx';
import { RemoveServiceForm } from './remove-service-form.tsx';
import { RenameForm } from './rename-form.tsx';
import { UnitPriceForm } from './unit-price-form.tsx';

/** Changes a project as a whole: percentage, unit price, rows and columns, services. Single prices are changed in the tables themselves. */
export function Page() {
  const { organisation } = usePlace();
  const { params, query, setQuery } = useAddress();
  const key = params['edition'] ?? '';
  const { data, error, refetch } = useEndpoint(readEdition, { edition: key });
  const { data: content, error: contentError } = useEndpoint(readContent, { edition: key });
  const catalogue = `/o/${organisation.slug}/catalogue`;
  const failed = error ?? contentError;
  const isDraft = data?.status === 'draft';
  const hasGrid = content?.offers.some((offer) => offer.variants.some((variant) => variant.charges.some(({ price }) => price.kind === 'grid')));
  return (
    <>
      <PageHeader
        title="Réviser le projet"
        lead="Chaque modification est gardée avec son auteur et son motif. Un prix seul se change dans les tableaux du projet."
        trail={[{ label: 'Catalogue et tarifs', href: catalogue }, ...(data ? [{ label: data.label, href: `${catalogue}/${key}` }] : [])]}
        actions={
          <Button component={HouseLink} href={`${catalogue}/${key}/simuler`} variant="default">
            Simuler
          </Button>
        }
      />
      {failed && !data && <LoadError error={failed} retry={() => void refetch()} />}
      {!failed && (!data || !content) && <Lines count={6} />}
      {data && !isDraft && <EmptyState title="Cette édition est votée">Elle ne change plus. Préparez un projet à partir d’elle.</EmptyState>}
      {data && content && isDraft && (
        <>
          <Tabs value={query['par'] ?? 'pourcentage'} onChange={(value) => setQuery({ par: value ?? undefined })} keepMounted={false} mb="xl">
            <Tabs.List>
              <Tabs.Tab value="pourcentage">Pourcentage</Tabs.Tab>
              {hasGrid && <Tabs.Tab value="unite">Prix unitaire de la grille</Tabs.Tab>}
              {hasGrid && <Tabs.Tab value="paliers">Lignes et colonnes</Tabs.Tab>}
              <Tabs.Tab value="ajouter">Ajouter un service</Tabs.Tab>
              <Tabs.Tab value="retirer">Retirer un service</Tabs.Tab>
              <Tabs.Tab value="nom">Nom</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="pourcentage" pt="lg">
              <PercentageForm draft={data} content={content} />
            </Tabs.Panel>
            {hasGrid && (
              <>
                <Tabs.Panel value="unite" pt="lg">
                  <UnitPriceForm draft={data} content={content} />
                </Tabs.Panel>
                <Tabs.Panel value="paliers" pt="lg">
                  <GridStepsForm draft={data} content={content} />
                </Tabs.Panel>
              </>
            )}
            <Tabs.Panel value="ajouter" pt="lg">
              <AddServiceForm draft={data} content={content} />
            </Tabs.Panel>
            <Tabs.Panel value="retirer" pt="lg">
              <RemoveServiceForm draft={data} content={content} />
            </Tabs.Panel>
            <Tabs.Panel value="nom" pt="lg">
              <RenameForm draft={data} />
            </Tabs.Panel>
          </Tabs>
          <section className={classes.section} aria-labelledby="titre-modifications">
            <h2 id="titre-modifications">Modifications du projet</h2>
            <ChangesList changes={data.changes} />
          </section>
        </>
      )}
    </>
  );
}
