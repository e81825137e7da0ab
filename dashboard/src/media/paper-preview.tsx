import { plural, t } from '@lingui/core/macro';
import { Loader, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useState } from 'react';
import { AlertIcon, PaperIcon } from '../ui/icons.tsx';
import classes from './paper-preview.module.css';
import { sizeOf } from './size.ts';
import { useAddress } from './use-address.ts';
import { usePage, usePdf } from './use-pdf.ts';

/** A paper as it is about to be sent: the picture, or the first page. */
export function PaperPreview({ file }: { file: File }) {
  const isPdf = file.type === 'application/pdf';
  const { pdf, failure } = usePdf(isPdf ? file : null);
  return (
    <figure className={classes.preview}>
      {isPdf ? <FirstPage pdf={pdf} failure={failure} /> : <Whole file={file} />}
      <figcaption>
        <PaperIcon size={18} />
        <span className={classes.name} dir="auto">
          {file.name}
        </span>
        <span className={classes.size}>
          {sizeOf(file.size)}
          {pdf && ` · ${plural({ pages: pdf.numPages }, { one: '# page', other: '# pages' })}`}
        </span>
      </figcaption>
    </figure>
  );
}

const Unreadable = ({ children }: { children: string }) => (
  <div className={classes.failure} role="alert">
    <AlertIcon size={24} />
    <Text size="sm">{children}</Text>
  </div>
);

function Whole({ file }: { file: File }) {
  const url = useAddress(file);
  const [isBroken, setBroken] = useState(false);
  if (isBroken) return <Unreadable>{t`This picture can’t be shown here.`}</Unreadable>;
  return (
    <div className={classes.frame}>
      {url && <img src={url} alt={t`Your document, as it will be sent`} onError={() => setBroken(true)} />}
    </div>
  );
}

function FirstPage({ pdf, failure }: ReturnType<typeof usePdf>) {
  const { ref, width } = useElementSize();
  const { canvas, height } = usePage(pdf, { page: 1, width: Math.min(width, 420), turned: 0 });
  if (failure) return <Unreadable>{failure}</Unreadable>;
  return (
    <div ref={ref} className={classes.frame} data-pdf>
      {height === null && (
        <span className={classes.loading} role="status" aria-label={t`Loading`}>
          <Loader size="sm" type="dots" />
        </span>
      )}
      <canvas
        ref={canvas}
        role="img"
        aria-label={t`The first page of your document, as it will be sent`}
        style={{ width: Math.min(width, 420), height: height ?? 0 }}
        data-drawn={height !== null || undefined}
      />
    </div>
  );
}
