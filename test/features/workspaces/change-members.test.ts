import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { freshUser } from '../../support/users.ts';
import { freshWorkspace } from '../../support/workspace.ts';

describe('the members of a workspace', () => {
  it('S36: keep an owner: the last one can neither leave nor become less', async () => {
    const home = await freshWorkspace();
    await assert.rejects(home.removeMember(home.ownerUser), /last owner/);
    await assert.rejects(home.addMember(home.ownerUser, 'READER'), /last owner/);
    const heir = await freshUser();
    await home.addMember(heir, 'OWNER');
    const verdicts = await Promise.allSettled([home.removeMember(home.ownerUser), home.removeMember(heir)]);
    assert.equal(verdicts.filter(({ status }) => status === 'fulfilled').length, 1);
  });
});
