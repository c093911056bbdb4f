/**
 * A stand-in for AWS Lambda in one region on one machine, for tests and demonstrations: the control
 * plane with its status codes, error types and states, signatures that are checked, provisioned,
 * reserved and account concurrency, and execution environments that are real containers or
 * processes under the real Runtime API. It is no Lambda: everything is in memory, no layers, no
 * triggers, no VPC, roles are not checked, and a process is no sandbox.
 *
 * <p>Who calls whom: {@code LocalLambda} serves HTTP, has {@code Signature} check each request and
 * hands it by its path to {@code FunctionApi}, {@code AliasApi}, {@code ConcurrencyApi}, {@code
 * ScalingApi} or {@code InvokeApi}; these read and write {@code Registry}. Calls go to {@code
 * Fleet}, which picks one of {@code ProvisionedEnvironments} or {@code IdleEnvironments} or starts
 * an {@code Environment} (one {@code Sandbox} of the {@code Launcher}, one {@code RuntimeServer})
 * within the {@code CallLimits}. {@code DockerLauncher} starts containers of images and, over the
 * {@code BaseImage}, of zips; {@code ProcessLauncher} starts processes, which {@code CpuShares}
 * holds to their share. {@code LiveEnvironments} ends what is not needed any more.
 */
@NullMarked
package dev.continuum.lambda.host;

import org.jspecify.annotations.NullMarked;
