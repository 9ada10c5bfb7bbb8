import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSpeech } from '../i18n.ts';
import css from './Dialog.module.css';

interface DialogProps {
  title: string;
  open: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** A question or a short form over the page; closes by Escape, and the focus goes back to what opened it. */
export function Dialog({ title, open, onClose, children }: DialogProps) {
  const { t } = useSpeech();
  const classNames = {
    content: css.content ?? '',
    header: css.header ?? '',
    title: css.title ?? '',
    body: css.body ?? '',
  };
  return (
    <Modal
      opened={open}
      onClose={onClose}
      title={title}
      size={600}
      classNames={classNames}
      closeButtonProps={{ 'aria-label': t('platform.close') }}
    >
      {children}
    </Modal>
  );
}
