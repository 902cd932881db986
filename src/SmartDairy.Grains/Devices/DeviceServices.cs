using Microsoft.Extensions.Logging;
using SmartDairy.Grains.Alerts;
using SmartDairy.Grains.Animals;
using SmartDairy.Grains.Cluster;
using SmartDairy.Grains.Live;
using SmartDairy.Grains.Sensors;
using SmartDairy.History;

namespace SmartDairy.Grains.Devices;

/// <summary>The services that the device actors of one silo share.</summary>
public sealed record DeviceServices(
    IHistory History,
    IngestPipeline Pipeline,
    LocalLiveFeed Feed,
    DeviceActivations Activations,
    SourceRuleServices Rules,
    HerdServices Herd,
    CalibrationCache Calibrations,
    IGrainFactory Grains,
    ILogger<DeviceGrain> Log);
