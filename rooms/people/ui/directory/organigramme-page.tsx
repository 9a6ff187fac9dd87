// SPDX-License-Identifier: EUPL-1.2
import { Button, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { hrefOf } from '#ui/api/call.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { listUnits, printOrganigramme, type Unit } from '../../contract.ts';
import classes from './directory.module.css';
import { PolicyForm } from './policy-form.tsx';
import { UnitForm } from './unit-form.tsx';

/** The services of the body, one under another, with who answers for each. */
export function Page() {
  const { organisation, may } = usePlace();
  const { data, error, refetch } = useEndpoint(listUnits, {});
  const [edited, setEdited] = useState<Unit | 'new' | null>(null);
  const keeps = may('people.keep-directory');
  const base = `/o/${organisation.slug}/annuaire`;
  const units = data?.units ?? [];
  return (
    <>
      <PageHeader
        title="Organigramme"
        trail={[{ label: 'Annuaire', href: base }]}
        actions={
          <>
            <Button component="a" href={hrefOf(printOrganigramme, {}, organisation.slug)} target="_blank" rel="noreferrer" variant="default">
              Imprimer (PDF, nouvel onglet)
            </Button>
            {keeps && <Button onClick={() => setEdited('new')}>Ajouter un service</Button>}
          </>
        }
      />
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {!data && !error && <Lines count={6} />}
      {edited && (
        <UnitForm key={edited === 'new' ? 'new' : edited.id} unit={edited === 'new' ? null : edited} units={units} close={() => setEdited(null)} />
      )}
      {data && units.length === 0 && (
        <EmptyState title="Aucun service">
          {keeps ? 'Ajoutez la direction générale, puis les services qui en dépendent.' : 'L’organigramme n’est pas encore décrit.'}
        </EmptyState>
      )}
      {units.length > 0 && (
        <nav aria-label="Services de la collectivité" className={classes.section}>
          <VisuallyHidden component="h2">Services</VisuallyHidden>
          <Branch units={units} parent={null} base={base} edit={keeps ? setEdited : null} isTop />
        </nav>
      )}
      {data && data.outside.length > 0 && (
        <section className={classes.section} aria-labelledby="sans-service">
          <h2 id="sans-service">Sans service</h2>
          <Members members={data.outside} base={base} />
        </section>
      )}
      {keeps && <PolicyForm />}
    </>
  );
}

type BranchProps = { units: readonly Unit[]; parent: string | null; base: string; edit: ((unit: Unit) => void) | null; isTop?: boolean };

function Branch({ units, parent, base, edit, isTop = false }: BranchProps) {
  const own = units.filter(({ parentId }) => parentId === parent);
  if (own.length === 0) return null;
  return (
    <ul className={isTop ? classes.tree : undefined}>
      {own.map((unit) => (
        <li key={unit.id} className={classes.unit}>
          <div className={classes.box}>
            <div className={classes.boxHead}>
              <h3>{unit.name}</h3>
              {edit && (
                <Button variant="subtle" size="sm" aria-label={`Modifier ${unit.name}`} onClick={() => edit(unit)}>
                  Modifier
                </Button>
              )}
            </div>
            {unit.headId && (
              <p className={classes.head}>
                Responsable : <HouseLink href={`${base}/${unit.headId}`}>{unit.head}</HouseLink>
              </p>
            )}
            <Members members={unit.members} base={base} />
          </div>
          <Branch units={units} parent={unit.id} base={base} edit={edit} />
        </li>
      ))}
    </ul>
  );
}

function Members({ members, base }: { members: Unit['members']; base: string }) {
  if (members.length === 0) return null;
  return (
    <ul className={classes.members}>
      {members.map(({ id, name, title }) => (
        <li key={id}>
          <HouseLink href={`${base}/${id}`}>{name}</HouseLink>, {title}
        </li>
      ))}
    </ul>
  );
}
