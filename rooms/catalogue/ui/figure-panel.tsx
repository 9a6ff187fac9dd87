// SPDX-License-Identifier: EUPL-1.2
import { Drawer } from '@mantine/core';
import { use } from 'react';
import { Citations, Explained, Readings } from './explained.tsx';
import classes from './figure-panel.module.css';
import { PriceForm } from './price-form.tsx';
import type { Chosen } from './printed-table.tsx';

type Props = {
  chosen: Chosen | null;
  close: () => void;
  /** The draft that the person may change, if it is one. */ draft: { key: string; revision: number } | null;
};

/** Why a figure stands where it stands: the printed line, the readings, and in a project a way to change it. */
export function FigurePanel({ chosen, close, draft }: Props) {
  const { documents, readings } = use(Explained);
  return (
    <Drawer opened={chosen !== null} onClose={close} position="right" size="md" title={<strong>{chosen?.table.caption}</strong>}>
      {chosen && (
        <div className={classes.panel}>
          <p className={classes.where}>
            {chosen.row.label}
            <br />
            {chosen.column}
          </p>
          <p className={classes.figure}>{chosen.cell.text}</p>
          {chosen.cell.note && <p role="note">{chosen.cell.note}</p>}
          <h3>Où c’est imprimé</h3>
          <Citations citations={chosen.cell.citations} documents={documents} />
          {draft && chosen.cell.price !== null && (
            <PriceForm
              key={chosen.cell.price}
              draft={draft}
              price={chosen.cell.price}
              cents={chosen.cell.cents}
              text={chosen.cell.text}
              done={close}
            />
          )}
          {chosen.cell.readings.length > 0 && <h3>Lectures retenues</h3>}
          <Readings ids={chosen.cell.readings} readings={readings} />
        </div>
      )}
    </Drawer>
  );
}
