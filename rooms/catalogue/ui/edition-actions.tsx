// SPDX-License-Identifier: EUPL-1.2
import { Button, Menu } from '@mantine/core';
import { IconDots, IconDownload } from '@tabler/icons-react';
import { hrefOf } from '#ui/api/call.ts';
import { useAct } from '#ui/api/use-endpoint.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { archiveEdition, deleteDraft, exportAnnex, readContent, type EditionDetail } from '../contract.ts';

/** What may be done with an edition, given its status and who asks. */
export function EditionActions({ edition }: { edition: EditionDetail }) {
  const { organisation, may } = usePlace();
  const here = `/o/${organisation.slug}/catalogue/${edition.key}`;
  const canEdit = may('catalogue.edit');
  const canForce = may('catalogue.put-in-force');
  return (
    <>
      <Downloads edition={edition} slug={organisation.slug} />
      <Button component={HouseLink} href={`${here}/simuler`} variant="default">
        Simuler
      </Button>
      {edition.status === 'draft' && canEdit && (
        <>
          <Button component={HouseLink} href={`${here}/reviser`} variant="default">
            Réviser
          </Button>
          <Button component={HouseLink} href={`${here}/vote`}>
            Enregistrer le vote
          </Button>
        </>
      )}
      {edition.status === 'voted' && canForce && (
        <Button component={HouseLink} href={`${here}/mise-en-vigueur`}>
          Mettre en vigueur
        </Button>
      )}
      <Others edition={edition} canEdit={canEdit} canForce={canForce} />
    </>
  );
}

function Downloads({ edition, slug }: { edition: EditionDetail; slug: string }) {
  const formats = [
    ['pdf', 'PDF accessible'],
    ['docx', 'Document Word'],
    ['csv', 'Tableur (CSV)'],
  ] as const;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={18} aria-hidden />}>
          Annexe
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map(([format, label]) => (
          <Menu.Item key={format} component="a" href={hrefOf(exportAnnex, { edition: edition.key, format }, slug)} download>
            {label}
          </Menu.Item>
        ))}
        <Menu.Item component="a" href={hrefOf(readContent, { edition: edition.key }, slug)} download={`${edition.key}.json`}>
          Données (JSON)
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Others({ edition, canEdit, canForce }: { edition: EditionDetail; canEdit: boolean; canForce: boolean }) {
  const { organisation } = usePlace();
  const { go } = useAddress();
  const confirm = useConfirm();
  const catalogue = `/o/${organisation.slug}/catalogue`;
  const remove = useAct(deleteDraft, { done: () => go(catalogue) });
  const archive = useAct(archiveEdition, { done: () => tellDone('Édition archivée.') });
  const isEnding = edition.status === 'in-force' || edition.status === 'voted';

  const askRemove = async (): Promise<void> => {
    const says = 'Le projet et la liste de ses modifications seront supprimés. Cela ne peut pas être annulé.';
    if (await confirm({ title: `Supprimer « ${edition.label} » ?`, says, act: 'Supprimer le projet', isDangerous: true }))
      await remove.mutateAsync({ edition: edition.key }).catch(tellRefusal);
  };
  const askArchive = async (): Promise<void> => {
    const says =
      edition.status === 'voted' || !edition.isPricingToday
        ? 'Elle ne fixera jamais de prix. Cela ne peut pas être annulé.'
        : 'Aujourd’hui sera son dernier jour : dès demain, aucun prix ne sera en vigueur tant qu’une autre édition ne l’est pas.';
    if (await confirm({ title: `Archiver « ${edition.label} » ?`, says, act: 'Archiver l’édition', isDangerous: true }))
      await archive.mutateAsync({ edition: edition.key }).catch(tellRefusal);
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" aria-label="Autres actions">
          <IconDots size={18} aria-hidden />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={HouseLink} href={`${catalogue}/comparer?apres=${edition.key}`}>
          Comparer à une autre édition
        </Menu.Item>
        {canEdit && (
          <Menu.Item component={HouseLink} href={`${catalogue}/nouveau?base=${edition.key}`}>
            Préparer un projet à partir d’elle
          </Menu.Item>
        )}
        {edition.status === 'draft' && canEdit && (
          <Menu.Item color="red" onClick={() => void askRemove()}>
            Supprimer le projet
          </Menu.Item>
        )}
        {isEnding && canForce && (
          <Menu.Item color="red" onClick={() => void askArchive()}>
            Archiver
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
