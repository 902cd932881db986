-- What the Orleans ADO.NET providers (grain storage, reminders, membership) need: tables, and the statements they look up by key.
-- A statement that returns no row tells Orleans that the state was changed by somebody else.
create table orleansquery (querykey text primary key, querytext text not null);
create table orleansstorage (
 serviceid text not null, graintypestring text not null, grainidn0 bigint not null, grainidn1 bigint not null,
 grainidextensionstring text not null default '', payloadbinary bytea, version int not null, modifiedon timestamptz not null default now(),
 primary key(serviceid,graintypestring,grainidn0,grainidn1,grainidextensionstring)) with (fillfactor=70);
insert into orleansquery values
('WriteToStorageKey', $q$
with u as (update orleansstorage set payloadbinary=@PayloadBinary, version=version+1, modifiedon=now()
  where serviceid=@ServiceId and graintypestring=@GrainTypeString and grainidn0=@GrainIdN0 and grainidn1=@GrainIdN1
    and grainidextensionstring=coalesce(@GrainIdExtensionString,'') and version=@GrainStateVersion::int and @GrainIdHash is not null and @GrainTypeHash is not null returning version),
 i as (insert into orleansstorage(serviceid,graintypestring,grainidn0,grainidn1,grainidextensionstring,payloadbinary,version)
  select @ServiceId,@GrainTypeString,@GrainIdN0,@GrainIdN1,coalesce(@GrainIdExtensionString,''),@PayloadBinary,1 where @GrainStateVersion::int is null
  on conflict do nothing returning version)
select version as NewGrainStateVersion from u union all select version from i$q$),
('ReadFromStorageKey', $q$select payloadbinary as PayloadBinary, version as Version from orleansstorage
  where serviceid=@ServiceId and graintypestring=@GrainTypeString and grainidn0=@GrainIdN0 and grainidn1=@GrainIdN1
    and grainidextensionstring=coalesce(@GrainIdExtensionString,'')$q$),
('ClearStorageKey', $q$update orleansstorage set payloadbinary=null, version=version+1, modifiedon=now()
  where serviceid=@ServiceId and graintypestring=@GrainTypeString and grainidn0=@GrainIdN0 and grainidn1=@GrainIdN1
    and grainidextensionstring=coalesce(@GrainIdExtensionString,'') and version=@GrainStateVersion::int returning version as NewGrainStateVersion$q$),
('DeleteStorageKey', $q$delete from orleansstorage
  where serviceid=@ServiceId and graintypestring=@GrainTypeString and grainidn0=@GrainIdN0 and grainidn1=@GrainIdN1
    and grainidextensionstring=coalesce(@GrainIdExtensionString,'') and version=@GrainStateVersion::int returning version+1 as NewGrainStateVersion$q$);

create table orleansreminderstable (serviceid text not null, grainid text not null, remindername text not null, starttime timestamptz not null,
 period bigint not null, grainhash int not null, version int not null, primary key(serviceid,grainid,remindername));
create index orleansreminders_hash on orleansreminderstable (serviceid,grainhash);
insert into orleansquery values
('UpsertReminderRowKey', $q$insert into orleansreminderstable values(@ServiceId,@GrainId,@ReminderName,@StartTime,@Period,@GrainHash,0)
  on conflict(serviceid,grainid,remindername) do update set starttime=excluded.starttime, period=excluded.period, grainhash=excluded.grainhash, version=orleansreminderstable.version+1 returning version as Version$q$),
('ReadReminderRowsKey', $q$select grainid as GrainId, remindername as ReminderName, starttime as StartTime, period as Period, version as Version from orleansreminderstable where serviceid=@ServiceId and grainid=@GrainId$q$),
('ReadReminderRowKey', $q$select grainid as GrainId, remindername as ReminderName, starttime as StartTime, period as Period, version as Version from orleansreminderstable where serviceid=@ServiceId and grainid=@GrainId and remindername=@ReminderName$q$),
('ReadRangeRows1Key', $q$select grainid as GrainId, remindername as ReminderName, starttime as StartTime, period as Period, version as Version from orleansreminderstable where serviceid=@ServiceId and grainhash>@BeginHash and grainhash<=@EndHash$q$),
('ReadRangeRows2Key', $q$select grainid as GrainId, remindername as ReminderName, starttime as StartTime, period as Period, version as Version from orleansreminderstable where serviceid=@ServiceId and (grainhash>@BeginHash or grainhash<=@EndHash)$q$),
('DeleteReminderRowKey', $q$with d as (delete from orleansreminderstable where serviceid=@ServiceId and grainid=@GrainId and remindername=@ReminderName and version=@Version returning 1) select count(*)::int from d$q$),
('DeleteReminderRowsKey', $q$delete from orleansreminderstable where serviceid=@ServiceId$q$);

create table orleansmembershipversiontable (deploymentid text primary key, timestamp timestamptz not null default now(), version int not null default 0);
create table orleansmembershiptable (deploymentid text not null references orleansmembershipversiontable, address text not null, port int not null, generation int not null,
 siloname text not null, hostname text not null, status int not null, proxyport int, suspecttimes text, starttime timestamptz not null, iamalivetime timestamptz not null,
 primary key(deploymentid,address,port,generation));
insert into orleansquery values
('InsertMembershipVersionKey', $q$with i as (insert into orleansmembershipversiontable(deploymentid) values(@DeploymentId) on conflict do nothing returning 1) select count(*)::int from i$q$),
('InsertMembershipKey', $q$with v as (update orleansmembershipversiontable set version=version+1, timestamp=now() where deploymentid=@DeploymentId and version=@Version
    and not exists(select 1 from orleansmembershiptable m where m.deploymentid=@DeploymentId and m.address=@Address and m.port=@Port and m.generation=@Generation) returning 1),
  i as (insert into orleansmembershiptable(deploymentid,address,port,generation,siloname,hostname,status,proxyport,starttime,iamalivetime)
    select @DeploymentId,@Address,@Port,@Generation,@SiloName,@HostName,@Status,@ProxyPort,@StartTime,@IAmAliveTime from v returning 1) select count(*)::int from i$q$),
('UpdateMembershipKey', $q$with v as (update orleansmembershipversiontable set version=version+1, timestamp=now() where deploymentid=@DeploymentId and version=@Version
    and exists(select 1 from orleansmembershiptable m where m.deploymentid=@DeploymentId and m.address=@Address and m.port=@Port and m.generation=@Generation) returning 1),
  u as (update orleansmembershiptable m set status=@Status, suspecttimes=@SuspectTimes, iamalivetime=@IAmAliveTime from v
    where m.deploymentid=@DeploymentId and m.address=@Address and m.port=@Port and m.generation=@Generation returning 1) select count(*)::int from u$q$),
('UpdateIAmAlivetimeKey', $q$update orleansmembershiptable set iamalivetime=@IAmAliveTime where deploymentid=@DeploymentId and address=@Address and port=@Port and generation=@Generation$q$),
('MembershipReadRowKey', $q$select v.deploymentid, m.address as Address, m.port as Port, m.generation as Generation, m.siloname as SiloName, m.hostname as HostName, m.status as Status, m.proxyport as ProxyPort, m.suspecttimes as SuspectTimes, m.starttime as StartTime, m.iamalivetime as IAmAliveTime, v.version as Version
  from orleansmembershipversiontable v left join orleansmembershiptable m on v.deploymentid=m.deploymentid and address=@Address and port=@Port and generation=@Generation where v.deploymentid=@DeploymentId$q$),
('MembershipReadAllKey', $q$select v.deploymentid, m.address as Address, m.port as Port, m.generation as Generation, m.siloname as SiloName, m.hostname as HostName, m.status as Status, m.proxyport as ProxyPort, m.suspecttimes as SuspectTimes, m.starttime as StartTime, m.iamalivetime as IAmAliveTime, v.version as Version
  from orleansmembershipversiontable v left join orleansmembershiptable m on v.deploymentid=m.deploymentid where v.deploymentid=@DeploymentId$q$),
('DeleteMembershipTableEntriesKey', $q$with d as (delete from orleansmembershiptable where deploymentid=@DeploymentId) delete from orleansmembershipversiontable where deploymentid=@DeploymentId$q$),
('GatewaysQueryKey', $q$select address as Address, proxyport as ProxyPort, generation as Generation from orleansmembershiptable where deploymentid=@DeploymentId and status=@Status and proxyport>0$q$),
('CleanupDefunctSiloEntriesKey', $q$delete from orleansmembershiptable where deploymentid=@DeploymentId and iamalivetime<@IAmAliveTime and status<>3$q$);
