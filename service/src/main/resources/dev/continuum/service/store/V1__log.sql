-- One row per log: its last sequence, and the lease under which it may be appended to.
create table streams (
  name varchar(200) not null primary key,
  last_sequence bigint not null,
  fence bigint not null,
  owner varchar(200) not null,
  expires_ms bigint not null
);

create table entries (
  stream varchar(200) not null,
  sequence bigint not null,
  data ${bytes} not null,
  primary key (stream, sequence)
);

create table snapshots (
  stream varchar(200) not null primary key,
  sequence bigint not null,
  data ${bytes} not null
);
