//! The binary: configuration, wiring, commands. The only room that reads the
//! clock, the environment and a random source.

mod commands;
mod config;
mod scan;

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// Một Cửa: dịch vụ hành chính công một cửa của chính quyền hai cấp.
/// The one-stop public administrative service of two-tier local government.
#[derive(Parser)]
#[command(name = "motcua", version)]
struct Cli {
    /// Tệp cấu hình (TOML). Configuration file.
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Chạy thử cả một tỉnh với dữ liệu mô phỏng. Run a whole simulated province.
    Demo {
        /// Chỉ có cán bộ, chưa có hồ sơ: để tập huấn. Staff and no dossiers: for training.
        #[arg(long)]
        empty: bool,
    },
    /// Chạy máy chủ. Run the server.
    Serve,
    /// Kiểm tra danh mục thủ tục, lịch, đơn vị. Check the catalogue.
    Catalogue {
        #[command(subcommand)]
        command: CatalogueCommand,
    },
}

#[derive(Subcommand)]
enum CatalogueCommand {
    /// Đọc mọi tệp và nêu mọi lỗi. Read every file and name every mistake.
    Check {
        /// Thư mục danh mục; để trống: danh mục trong chương trình. Catalogue folder.
        folder: Option<PathBuf>,
    },
}

fn main() -> ExitCode {
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    let cli = Cli::parse();
    let config = match config::Config::read(cli.config.as_deref()) {
        Ok(config) => config,
        Err(sentence) => {
            eprintln!("{sentence}");
            return ExitCode::FAILURE;
        }
    };
    let done = match cli.command {
        Command::Demo { empty } => commands::demo::demo(&config, empty),
        Command::Serve => commands::serve::serve(&config),
        Command::Catalogue { command: CatalogueCommand::Check { folder } } => {
            commands::catalogue::check(folder.or(config.catalogue).as_deref())
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}
