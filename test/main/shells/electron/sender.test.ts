import { describe, expect, it } from 'vitest';
import { isOurAddress } from '../../../../src/main/shells/electron/address.ts';
import { isFromOurWindow } from '../../../../src/main/shells/electron/sender.ts';

const window = (url: string) => ({ mainFrame: { url } });
const ours = window('lens://app/');

describe('a message', () => {
  it('is heard from the main frame of our window on a page of ours', () => {
    expect(isFromOurWindow({ sender: ours, senderFrame: ours.mainFrame }, ours)).toBe(true);
  });
  it('is refused from another window, even on a page of ours', () => {
    const other = window('lens://app/');
    expect(isFromOurWindow({ sender: other, senderFrame: other.mainFrame }, ours)).toBe(false);
  });
  it('is refused from a frame within the page, even with our address', () => {
    expect(isFromOurWindow({ sender: ours, senderFrame: { url: 'lens://app/' } }, ours)).toBe(false);
  });
  it('is refused when our window has gone somewhere else', () => {
    const astray = window('https://example.org/');
    expect(isFromOurWindow({ sender: astray, senderFrame: astray.mainFrame }, astray)).toBe(false);
  });
  it('is refused when the frame is gone, or there is no window', () => {
    expect(isFromOurWindow({ sender: ours, senderFrame: null }, ours)).toBe(false);
    expect(isFromOurWindow({ sender: ours, senderFrame: ours.mainFrame }, null)).toBe(false);
  });
});

describe('an address', () => {
  it.each(['lens://app/', 'lens://app/index.html', 'lens://app/?x=1#y'])('%s is ours', (url) => {
    expect(isOurAddress(url)).toBe(true);
  });
  it.each([
    'lens://app.example.org/',
    'lens://other/',
    'lens://user@app/',
    'lens://app:80/',
    'https://app/',
    'file:///app/',
    'about:blank',
    '',
  ])("'%s' is not", (url) => {
    expect(isOurAddress(url)).toBe(false);
  });
});
