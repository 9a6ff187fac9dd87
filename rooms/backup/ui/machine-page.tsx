// SPDX-License-Identifier: EUPL-1.2
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { instant } from '#ui/format/day.ts';
import { volume } from '#ui/format/volume.ts';
import { Section, Sections, Terms } from '#ui/parts/section.tsx';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { NotFound } from '#ui/states/not-found.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { listDrills, listMachines, listMaintenances, type Machine } from '../contract.ts';
import { AskMaintenance } from './ask-maintenance.tsx';
import { DeclareDrill } from './declare-drill.tsx';
import { drillColumns } from './drill-columns.tsx';
import { MachineActs } from './machine-acts.tsx';
import { PastSigns, Signs } from './signs.tsx';
import { isOver, kindWords } from './words.ts';

/** One machine: what it did, what looks wrong, how it enrols again, what can be asked of it. */
export function Page() {
  const { params } = useAddress();
  const { organisation, may } = usePlace();
  const { data, error, refetch } = useEndpoint(listMachines, {});
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const machine = data.rows.find(({ id }) => id === params['machine']);
  if (!machine) return <NotFound />;
  const isOpen = machine.closedAt === null;
  return (
    <>
      <PageHeader
        title={machine.label}
        lead={isOpen ? kindWords[machine.kind] : `${kindWords[machine.kind]}, fermée : ses sauvegardes restent gardées.`}
        trail={[{ label: 'Sauvegardes', href: `/o/${organisation.slug}/sauvegardes` }]}
      />
      <Signs of={machine.id} />
      <Sections>
        <Section title="Ce qu’elle a fait">
          <Terms
            rows={[
              ['Dernière sauvegarde', sayInstant(machine.backedUpAt)],
              ['Dernière restauration prouvée', sayInstant(machine.provenAt)],
              ['Volume gardé', volume(machine.bytes)],
              ['En corbeille', machine.binnedBytes > 0 ? volume(machine.binnedBytes) : 'rien'],
              ['Inscrite', sayInstant(machine.enrolledAt)],
              ['Dernier signe de vie', sayInstant(latest(machine.heardAt, machine.seenAt))],
              ['Mot de passe', <Custody key="custody" machine={machine} />],
              ['Plan de sauvegarde', machine.hasPlan ? 'elle y figure' : 'elle n’y figure pas'],
            ]}
          />
        </Section>
        {isOpen && may('backup.administer') && <MachineActs machine={machine} />}
        <Drills id={machine.id} />
        <PastSigns of={machine.id} />
        {isOpen && may('backup.administer') && (
          <Section title="Inscrire une restauration que vous avez essayée">
            <DeclareDrill id={machine.id} />
          </Section>
        )}
        {isOpen && may('backup.allow-removal') && <Removal id={machine.id} />}
      </Sections>
    </>
  );
}

function Custody({ machine: { isEntrusted, isTriedByPlatform } }: { machine: Machine }) {
  const { organisation } = usePlace();
  const says = !isEntrusted ? 'non confié' : isTriedByPlatform ? 'gardé par la plateforme' : 'scellé pour deux dépositaires';
  return <HouseLink href={`/o/${organisation.slug}/sauvegardes/mots-de-passe`}>{says}</HouseLink>;
}

function Drills({ id }: { id: string }) {
  const { organisation } = usePlace();
  const { data } = useEndpoint(listDrills, {});
  const rows = data?.rows.filter(({ repositoryId }) => repositoryId === id) ?? [];
  if (rows.length === 0) return null;
  const columns = drillColumns((drill) => `/api/o/${organisation.slug}/backup/drills/${drill}/proof`).filter((column) => column.id !== 'machine');
  return (
    <Section title="Restaurations essayées" isWide>
      <TableGrid caption="Restaurations de cette machine" columns={columns} rows={rows} rowKey={(row) => row.id} />
    </Section>
  );
}

/** One maintenance at a time: what waits or is open is shown in place of the form. */
function Removal({ id }: { id: string }) {
  const { organisation } = usePlace();
  const { data } = useEndpoint(listMaintenances, {});
  const current = data?.rows.find((one) => one.repositoryId === id && one.isAllowed !== false && !isOver(one));
  return (
    <Section title="Effacer d’anciennes sauvegardes">
      {current ? (
        <p>
          Une maintenance {current.isAllowed === null ? 'attend sa réponse' : current.openedAt ? 'est ouverte' : 'est autorisée'}, demandée par{' '}
          {current.askedByName} le {instant(current.askedAt)}.{' '}
          <HouseLink href={`/o/${organisation.slug}/sauvegardes/maintenances`}>Voir les maintenances</HouseLink>
        </p>
      ) : (
        <AskMaintenance id={id} />
      )}
    </Section>
  );
}

function latest(one: string | null, other: string | null): string | null {
  if (!one || !other) return one ?? other;
  return Date.parse(one) > Date.parse(other) ? one : other;
}

function sayInstant(at: string | null): string {
  return at ? instant(at) : 'jamais';
}
