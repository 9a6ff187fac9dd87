// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { IconFileTypePdf } from '@tabler/icons-react';
import { useAct } from '#ui/api/use-endpoint.ts';
import { tellRefusal } from '#ui/parts/tell.ts';
import { download } from '#ui/tables/csv.ts';
import { printPreview } from '../../contract.ts';
import { AboutPicker } from './about-picker.tsx';
import classes from './documents.module.css';
import { Paper } from './paper.tsx';
import type { TemplateSeen } from './template-page.tsx';
import { type About, type Preview, previewBody } from './use-preview.ts';

type Props = { template: TemplateSeen; source: string; preview: Preview; about: About; setAbout: (about: About) => void };

/** The document that the text gives, saved or not, with the data one chooses. */
export function TemplatePreview({ template, source, preview, about, setAbout }: Props) {
  const { document } = template;
  const print = useAct(printPreview, {
    changes: [],
    done: (file) => {
      if (file instanceof Blob) download(`apercu-${document}.pdf`, file);
    },
  });
  const { data, faults, error } = preview;
  return (
    <>
      <AboutPicker dossierType={template.dossierType} about={about} setAbout={setAbout} />
      <Button
        variant="default"
        my="md"
        leftSection={<IconFileTypePdf size={18} aria-hidden />}
        loading={print.isPending}
        onClick={() => print.mutate({ document, ...previewBody(source, about) }, { onError: tellRefusal })}
      >
        Télécharger l’aperçu en PDF
      </Button>
      {error === null && faults.length > 0 && <p className={classes.quiet}>L’aperçu revient quand les erreurs du texte sont corrigées.</p>}
      {error === null && faults.length === 0 && data?.title != null && (
        <>
          <p className={classes.quiet}>{data.about}. Les blocs marqués sont protégés.</p>
          <Paper title={data.title} blocks={data.blocks} />
        </>
      )}
    </>
  );
}
