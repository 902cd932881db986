-- What the Orleans ADO.NET providers (grain storage and reminders) need: tables, and the statements they look up by key.
-- A statement that returns no row tells Orleans that the state was changed by somebody else.
create table orleansquery (
    querykey text not null primary key,
    querytext text not null
) without rowid;

create table orleansstorage (
    serviceid text not null,
    graintypestring text not null,
    grainidn0 integer not null,
    grainidn1 integer not null,
    grainidextensionstring text not null default '',
    payloadbinary blob,
    version integer not null,
    modifiedon text not null default (datetime('now')),
    primary key (serviceid, graintypestring, grainidn0, grainidn1, grainidextensionstring)
) without rowid;

create table orleansreminderstable (
    serviceid text not null,
    grainid text not null,
    remindername text not null,
    starttime text not null,
    period integer not null,
    grainhash integer not null,
    version integer not null,
    primary key (serviceid, grainid, remindername)
) without rowid;

create index orleansreminders_hash on orleansreminderstable (serviceid, grainhash);

insert into orleansquery (querykey, querytext) values
('WriteToStorageKey',
'insert into orleansstorage (serviceid, graintypestring, grainidn0, grainidn1, grainidextensionstring, payloadbinary, version)
select @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString, ''''), @PayloadBinary, 1
where @GrainStateVersion is null
on conflict do nothing returning version as NewGrainStateVersion;
update orleansstorage set payloadbinary = @PayloadBinary, version = version + 1, modifiedon = datetime(''now'')
where serviceid = @ServiceId and graintypestring = @GrainTypeString and grainidn0 = @GrainIdN0 and grainidn1 = @GrainIdN1
and grainidextensionstring = coalesce(@GrainIdExtensionString, '''') and version = @GrainStateVersion
returning version as NewGrainStateVersion'),
('ReadFromStorageKey',
'select payloadbinary as PayloadBinary, version as Version from orleansstorage
where serviceid = @ServiceId and graintypestring = @GrainTypeString and grainidn0 = @GrainIdN0 and grainidn1 = @GrainIdN1
and grainidextensionstring = coalesce(@GrainIdExtensionString, '''')'),
('ClearStorageKey',
'update orleansstorage set payloadbinary = null, version = version + 1, modifiedon = datetime(''now'')
where serviceid = @ServiceId and graintypestring = @GrainTypeString and grainidn0 = @GrainIdN0 and grainidn1 = @GrainIdN1
and grainidextensionstring = coalesce(@GrainIdExtensionString, '''') and version = @GrainStateVersion
returning version as NewGrainStateVersion'),
('DeleteStorageKey',
'delete from orleansstorage
where serviceid = @ServiceId and graintypestring = @GrainTypeString and grainidn0 = @GrainIdN0 and grainidn1 = @GrainIdN1
and grainidextensionstring = coalesce(@GrainIdExtensionString, '''') and version = @GrainStateVersion
returning version + 1 as NewGrainStateVersion'),
('UpsertReminderRowKey',
'insert into orleansreminderstable (serviceid, grainid, remindername, starttime, period, grainhash, version)
values (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
on conflict (serviceid, grainid, remindername) do update
set starttime = excluded.starttime, period = excluded.period, grainhash = excluded.grainhash, version = version + 1
returning version as Version'),
('ReadReminderRowsKey',
'select grainid as GrainId, remindername as ReminderName, starttime as StartTime, period as Period, version as Version
from orleansreminderstable where serviceid = @ServiceId and grainid = @GrainId'),
('ReadReminderRowKey',
'select grainid as GrainId, remindername as ReminderName, starttime as StartTime, period as Period, version as Version
from orleansreminderstable where serviceid = @ServiceId and grainid = @GrainId and remindername = @ReminderName'),
('ReadRangeRows1Key',
'select grainid as GrainId, remindername as ReminderName, starttime as StartTime, period as Period, version as Version
from orleansreminderstable where serviceid = @ServiceId and grainhash > @BeginHash and grainhash <= @EndHash'),
('ReadRangeRows2Key',
'select grainid as GrainId, remindername as ReminderName, starttime as StartTime, period as Period, version as Version
from orleansreminderstable where serviceid = @ServiceId and (grainhash > @BeginHash or grainhash <= @EndHash)'),
('DeleteReminderRowKey',
'delete from orleansreminderstable
where serviceid = @ServiceId and grainid = @GrainId and remindername = @ReminderName and version = @Version; select changes()'),
('DeleteReminderRowsKey',
'delete from orleansreminderstable where serviceid = @ServiceId');
